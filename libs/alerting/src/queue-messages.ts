import { Alert } from '@trailbell/detections';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type AlertKey } from './alert-store.ts';

// Messages outlive deployments: what one version wrote, the next must read, and after a rollback the previous one too.
// So unknown fields are let pass, a new field is optional, and a change of meaning is a new `version` beside the old.

/** A message on the digest queue that holds an alert alert-lambda decided. (The queue also carries raw EventBridge envelopes of digest-only detections.) */
export const QueuedAlert = z.object({ kind: z.literal('alert'), version: z.literal(1), alert: Alert });
export type QueuedAlert = z.infer<typeof QueuedAlert>;

/** A message on the retry queue: an alert that is stored and has notifiers still to tell. */
export const QueuedRetry = z.object({
  kind: z.literal('retry'),
  version: z.literal(1),
  eventKey: z.string().min(1),
  detectionId: z.string().min(1),
  notifiers: z.array(z.string().min(1)).min(1),
});
export type QueuedRetry = z.infer<typeof QueuedRetry>;

export function queuedAlertOf(alert: Alert): QueuedAlert {
  return { kind: 'alert', version: 1, alert };
}

export function queuedRetryOf({ eventKey, detectionId }: AlertKey, notifiers: readonly string[]): QueuedRetry {
  return { kind: 'retry', version: 1, eventKey, detectionId, notifiers: [...notifiers] };
}
