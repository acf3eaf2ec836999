import { type Condition } from '@trailbell/event-pattern';
import { type Settings } from '../settings.ts';

/** Trailbell's own, and Control Tower's. */
const KNOWN_PREFIXES = ['trailbell-logs-', 'trailbell-access-logs-', 'aws-controltower-'];
const TRAIL = 'cloudtrail';

/** Whether a bucket holds logs: the settings say so, or its name is one that is given to nothing else. */
export function isKnownLogBucket(name: string, { logBuckets }: Pick<Settings, 'logBuckets'>): boolean {
  return logBuckets.includes(name) || KNOWN_PREFIXES.some((prefix) => name.startsWith(prefix));
}

/** Whether a bucket holds logs, or by its name may. Detections about every bucket can leave these to log-bucket-tampered. */
export function isLogBucket(name: string, settings: Pick<Settings, 'logBuckets'>): boolean {
  return isKnownLogBucket(name, settings) || name.includes(TRAIL);
}

/** The part of a pattern that lets through the names for which `isLogBucket` is true. */
export function logBucketNames({ logBuckets }: Pick<Settings, 'logBuckets'>): readonly Condition[] {
  return [...KNOWN_PREFIXES.map((prefix) => ({ prefix })), { wildcard: `*${TRAIL}*` }, ...logBuckets];
}
