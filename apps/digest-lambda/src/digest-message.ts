import { QueuedAlert } from '@trailbell/alerting';
import { EventEnvelope } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale

/** alert-lambda sends alerts it decided; a rule sends the events of digest-only detections as they are. */
export const DigestMessage = z.union(
  [QueuedAlert, EventEnvelope.transform((event) => ({ kind: 'event' as const, event }))],
  { error: 'it is neither an alert for the digest nor an EventBridge event' },
);
export type DigestMessage = z.infer<typeof DigestMessage>;
