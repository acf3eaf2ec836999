import { type Notifier, type QueuedRedraw, type StoredAlert, queuedRedrawOf, redrawRoot } from '@trailbell/alerting';
import { type Delivering } from './deliver-alert.ts';
import { joins } from './delivery.ts';

/** Under a storm of alerts that join, a root is redrawn once in so long. Slack takes about one chat.update a second and channel. */
const REDRAW_AFTER_MS = 5_000;

/** An errand that was not begun after so long got lost on its way to the queue. */
export const STALE_MS = 15 * 60_000;

export interface AskingForRedraw extends Pick<Delivering, 'incidents'> {
  readonly putOff: (errand: QueuedRedraw, waitMs: number) => Promise<void>;
}

/** Has the root redrawn in a while, unless that is on its way already. Whoever joins until then is shown by the same redraw. */
export async function askForRedraw(stored: StoredAlert, { incidents, putOff }: AskingForRedraw): Promise<void> {
  const { alert, incident } = stored;
  if (incident && joins(stored) && (await incidents.claimRedraw(incident, alert, STALE_MS))) {
    await putOff(queuedRedrawOf(incident, alert.eventKey), REDRAW_AFTER_MS);
  }
}

export interface Redrawing extends Delivering {
  readonly notifiers: readonly Notifier[];
}

/** Shows in the root message how its incident stands now. Answers whether that is done. */
export async function redrawIncident(
  { eventKey, detectionId, joinedBy }: QueuedRedraw,
  { teller: { app, store }, incidents, notifiers, telemetry }: Redrawing,
): Promise<boolean> {
  const member = await store.find({ eventKey: joinedBy ?? eventKey, detectionId });
  if (!member?.incident) {
    telemetry.log.info('no alert of the incident is decided yet', { eventKey, detectionId });
    return false;
  }
  return redrawRoot(member.incident, { app, store, incidents, notifiers });
}
