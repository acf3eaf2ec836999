import { type WindowDigest, windowDigestOf } from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';

interface Given {
  readonly lesser?: readonly Alert[];
  readonly rang?: readonly Alert[];
  readonly suppressed?: readonly Alert[];
  /** The lesser alerts of the digest before. */
  readonly previous?: readonly Alert[];
}

/** The digest of these alerts. Each suppressed one was suppressed by a rule named after its own detection. */
export function digestExample({ lesser = [], rang = [], suppressed = [], previous }: Given): WindowDigest {
  const entriesOf = (kind: 'lesser' | 'rang', alerts: readonly Alert[]) => alerts.map((alert) => ({ kind, alert }));
  return windowDigestOf(
    '2026-11-23T14:00:00.000Z',
    [
      ...entriesOf('lesser', lesser),
      ...entriesOf('rang', rang),
      ...suppressed.map((alert) => ({
        kind: 'suppressed' as const,
        alert,
        suppression: {
          id: `known-${alert.detectionId}`,
          owner: `${alert.actor.name} of platform`,
          reason: `The nightly deployment does this: ${alert.summary}`,
          until: '2027-01-31',
        },
      })),
    ],
    previous && entriesOf('lesser', previous),
  );
}
