import { QueuedAlert, QueuedClose, QueuedRang, QueuedSuppressed } from '@trailbell/alerting';
import { EventEnvelope } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale

const QueuedLine = z.discriminatedUnion('kind', [QueuedAlert, QueuedSuppressed, QueuedRang]);

/** alert-lambda sends alerts; a rule sends the events of digest-only detections as they are; the schedule closes the window. */
export const DigestMessage = z.union(
  [QueuedLine, QueuedClose, EventEnvelope.transform((event) => ({ kind: 'event' as const, event }))],
  { error: 'it is neither an alert for the digest, nor an EventBridge event, nor the end of a window' },
);
export type DigestMessage = z.infer<typeof DigestMessage>;
export type LineMessage = Exclude<DigestMessage, QueuedClose>;

export function isClose(message: DigestMessage): message is QueuedClose {
  return message.kind === 'close';
}
