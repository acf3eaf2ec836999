import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type Pattern, matches } from '@trailbell/event-pattern';

/** What the roles begin with as which the collectors' heartbeats call AWS: `trailbell-heartbeat-eu-central-1`. */
export const HEARTBEAT_ROLE_PREFIX = 'trailbell-heartbeat-';

/**
 * The heartbeat of a collector, as CloudTrail reports it: a call that changes nothing, made on a schedule. It takes the
 * path of every event, from CloudTrail to the notifier's door, and rings nowhere.
 */
export const HEARTBEAT_PATTERN = {
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: {
    eventSource: ['sqs.amazonaws.com'],
    eventName: ['UntagQueue'],
    userIdentity: { sessionContext: { sessionIssuer: { userName: [{ prefix: HEARTBEAT_ROLE_PREFIX }] } } },
  },
} as const satisfies Pattern;

export function isHeartbeat(event: EventEnvelope): boolean {
  return matches(HEARTBEAT_PATTERN, event);
}
