import { Alert } from '@trailbell/detections';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type AlertKey } from './alert-store.ts';
import { SuppressionNote } from './digest-entry.ts';
import { type Receipt } from './notifier.ts';
import { Route } from './routing.ts';

// Messages outlive deployments: what one version wrote, the next must read, and after a rollback the previous one too.
// So unknown fields are let pass, a new field is optional, and a change of meaning is a new `version` beside the old.

/** A message on the digest queue that holds an alert alert-lambda decided. (The queue also carries raw EventBridge envelopes of digest-only detections.) */
export const QueuedAlert = z.object({ kind: z.literal('alert'), version: z.literal(1), alert: Alert });
export type QueuedAlert = z.infer<typeof QueuedAlert>;

/** A message on the digest queue: this alert was told to nobody, for a declared reason. */
export const QueuedSuppressed = z.object({
  kind: z.literal('suppressed'),
  version: z.literal(1),
  alert: Alert,
  suppression: SuppressionNote,
});
export type QueuedSuppressed = z.infer<typeof QueuedSuppressed>;

/** A message on the digest queue: this alert is told at once. The digest counts it. */
export const QueuedRang = z.object({
  kind: z.literal('rang'),
  version: z.literal(1),
  alert: Alert,
  route: Route,
});
export type QueuedRang = z.infer<typeof QueuedRang>;

/** A message on the digest queue, from its schedule: the window closes. */
export const QueuedClose = z.object({
  kind: z.literal('close'),
  version: z.literal(1),
  /** ISO 8601: names the window, so that it is closed once however often it is asked for. */
  scheduledAt: z.iso.datetime({ offset: true }),
});
export type QueuedClose = z.infer<typeof QueuedClose>;

/** A message on the retry queue: an alert that is stored and has notifiers still to tell. */
export const QueuedRetry = z.object({
  kind: z.literal('retry'),
  version: z.literal(1),
  eventKey: z.string().min(1),
  detectionId: z.string().min(1),
  notifiers: z.array(z.string().min(1)).min(1),
  /** Of these notifiers, those that have told, and what they answered: only the table is still to be told so. */
  receipts: z.record(z.string(), z.string()).optional(),
});
export type QueuedRetry = z.infer<typeof QueuedRetry>;

/** A message on the retry queue: the root message of an incident is to be redrawn, as the incident stands by then. */
export const QueuedRedraw = z.object({
  kind: z.literal('redraw'),
  version: z.literal(1),
  /** Of the alert that opened the incident. */
  eventKey: z.string().min(1),
  detectionId: z.string().min(1),
  /** Event key of an alert that joined it: that one is decided, whatever became of the other. */
  joinedBy: z.string().min(1).optional(),
});
export type QueuedRedraw = z.infer<typeof QueuedRedraw>;

/** A message on the retry queue: people are to be told what a storm comes to by then. */
export const QueuedStorm = z.object({
  kind: z.literal('storm'),
  version: z.literal(1),
  storm: z.string().min(1),
  route: Route,
});
export type QueuedStorm = z.infer<typeof QueuedStorm>;

/** A message on the retry queue: a storm is over when it did not grow since it was told in this revision. */
export const QueuedCalm = z.object({
  kind: z.literal('calm'),
  version: z.literal(1),
  storm: z.string().min(1),
  route: Route,
  revision: z.number(),
});
export type QueuedCalm = z.infer<typeof QueuedCalm>;

/** All that the retry queue carries. */
export const Errand = z.discriminatedUnion('kind', [QueuedRetry, QueuedRedraw, QueuedStorm, QueuedCalm]);
export type Errand = z.infer<typeof Errand>;

/** Of an alert that its sender has stored: digest-lambda marks there that it was told, and stores none for others. */
export function queuedAlertOf(alert: Alert): QueuedAlert {
  return { kind: 'alert', version: 1, alert };
}

export function queuedSuppressedOf(alert: Alert, suppression: SuppressionNote): QueuedSuppressed {
  return { kind: 'suppressed', version: 1, alert, suppression: SuppressionNote.parse(suppression) };
}

export function queuedRangOf(alert: Alert, route: Route): QueuedRang {
  return { kind: 'rang', version: 1, alert, route };
}

export function queuedRetryOf(
  { eventKey, detectionId }: AlertKey,
  notifiers: readonly string[],
  receipts: Readonly<Record<string, Receipt>> = {},
): QueuedRetry {
  const retry: QueuedRetry = { kind: 'retry', version: 1, eventKey, detectionId, notifiers: [...notifiers] };
  return Object.keys(receipts).length === 0 ? retry : { ...retry, receipts };
}

export function queuedRedrawOf({ eventKey, detectionId }: AlertKey, joinedBy: string): QueuedRedraw {
  return { kind: 'redraw', version: 1, eventKey, detectionId, joinedBy };
}

export function queuedStormOf(storm: string, route: Route): QueuedStorm {
  return { kind: 'storm', version: 1, storm, route };
}

export function queuedCalmOf(storm: string, route: Route, revision: number): QueuedCalm {
  return { kind: 'calm', version: 1, storm, route, revision };
}
