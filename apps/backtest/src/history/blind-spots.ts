import { DRILL, type Detection } from '@trailbell/detections';
import { type Seen, gapsIn, kindsSeen } from './seen.ts';

/** Where the account-wide services are recorded, whatever region a company works in. */
const GLOBAL_REGION = 'us-east-1';
const GAPS_TOLD = 5;
const HOUR_MS = 3_600_000;

/** What the history does not hold and the detections therefore could not see: a sentence each. */
export function blindSpots(seen: Seen, detections: readonly Detection[]): readonly string[] {
  if (seen.kinds.size === 0) {
    return ['there was no event at all'];
  }
  return [
    ...regions(seen),
    ...categories(seen),
    ...reads(seen, detections),
    ...findings(seen, detections),
    ...gaps(seen),
  ];
}

function regions(seen: Seen): readonly string[] {
  const names = [...new Set(kindsSeen(seen).map(({ region }) => region))].sort();
  return [
    `events came from ${names.length === 1 ? 'one region' : `${names.length} regions`} (${names.join(', ')}); of any other nothing is known`,
    ...(names.includes(GLOBAL_REGION)
      ? []
      : [
          `nothing from ${GLOBAL_REGION}, where calls of IAM, Organizations, Route 53 and root's sign-ins are recorded`,
        ]),
  ];
}

/** What a trail logs only when it is told to. */
const OPTIONAL_CATEGORIES: Readonly<Record<string, string>> = {
  Data: 'no data events: reads and writes of objects, invocations of functions, items of tables',
  NetworkActivity: 'no network activity events: calls through VPC endpoints, those refused by their policy among them',
  Insight: 'no Insights events: unusual rates of calls and errors, as CloudTrail itself notices them',
};

function categories(seen: Seen): readonly string[] {
  const known = new Set(kindsSeen(seen).map(({ category }) => category));
  return [
    ...(known.has('Management') ? [] : ['no management events: nearly every detection looks at these']),
    ...Object.entries(OPTIONAL_CATEGORIES).flatMap(([category, sentence]) => (known.has(category) ? [] : [sentence])),
  ];
}

function reads(seen: Seen, detections: readonly Detection[]): readonly string[] {
  if (kindsSeen(seen).some(({ access, category }) => access === 'read' && category === 'Management')) {
    return [];
  }
  return [`no read-only calls (Get, List, Describe)${losing(detections.filter(looksAtReads))}`];
}

function findings(seen: Seen, detections: readonly Detection[]): readonly string[] {
  // No history lacks a drill: one is sent to be told, and is no news.
  const native = detections.filter(
    ({ id, pattern }) => eventNamesOf(pattern) === undefined && id !== DRILL.detectionId,
  );
  const isSeen = kindsSeen(seen).some(({ category }) => category === 'Finding');
  return isSeen || native.length === 0
    ? []
    : [`no native findings, which no trail records: GuardDuty, Access Analyzer, Health${losing(native)}`];
}

function losing(detections: readonly Detection[]): string {
  return detections.length === 0 ? '' : `, so nothing for ${detections.map(({ id }) => id).join(', ')}`;
}

const READ_NAME = /^(Get|List|Describe|BatchGet|Lookup|Search|Scan|Query|Head)/;

function looksAtReads({ pattern }: Detection): boolean {
  const names = eventNamesOf(pattern) ?? [];
  return names.length > 0 && names.every((name) => typeof name === 'string' && READ_NAME.test(name));
}

/** `undefined` for a pattern that names no calls. */
function eventNamesOf({ detail }: Detection['pattern']): readonly unknown[] | undefined {
  const names = typeof detail === 'object' && 'eventName' in detail ? detail.eventName : undefined;
  return Array.isArray(names) ? names : undefined;
}

function gaps(seen: Seen): readonly string[] {
  const all = gapsIn(seen);
  const told = all.slice(0, GAPS_TOLD).map(({ account, from, until }) => {
    const hours = Math.round((until - from) / HOUR_MS);
    return `no event of account ${account} for ${hours} hours from ${minuteOf(from)}: quiet, or not logged`;
  });
  return all.length > told.length
    ? [...told, `and ${all.length - told.length} more gaps of twelve hours or longer`]
    : told;
}

/** 2026-03-01 08:00 UTC */
export function minuteOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
