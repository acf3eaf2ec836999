import * as z from 'zod';
import { Alert } from '@trailbell/detections';

/** A message on the digest queue that holds an alert alert-lambda decided. (The queue also carries raw EventBridge envelopes of digest-only detections.) */
export const QueuedAlert = z.strictObject({ kind: z.literal('alert'), alert: Alert });
export type QueuedAlert = z.infer<typeof QueuedAlert>;

/** A message on the retry queue: an alert that is stored and has notifiers still to tell. */
export const QueuedRetry = z.strictObject({
  kind: z.literal('retry'),
  eventKey: z.string(),
  detectionId: z.string(),
  notifiers: z.array(z.string()).nonempty(),
});
export type QueuedRetry = z.infer<typeof QueuedRetry>;
