import { type Alert } from '@trailbell/detections';
import { type AlertStore, type StoredAlert, alertKeyOf } from './alert-store.ts';
import { type IncidentStore, type Redraw } from './incident-store.ts';
import { type Incident } from './incident.ts';
import { type Notifier } from './notifier.ts';

/** What a root message is redrawn with. */
export interface Redrawing {
  readonly app: string;
  readonly store: AlertStore;
  readonly incidents: IncidentStore;
  readonly notifiers: readonly Notifier[];
}

/**
 * Shows in the root message how its incident stands, by each notifier that threads. Answers whether it is drawn: `false` asks
 * to be called again, as the root is not told yet, or something later was drawn meanwhile and painted over.
 */
export async function redrawRoot(incident: Incident, redrawing: Redrawing): Promise<boolean> {
  const redraw = await redrawing.incidents.beginRedraw(incident);
  const { detectionId, eventKey } = incident;
  const root = await redrawing.store.find({ detectionId, eventKey: redraw.root ?? eventKey });
  if (!root) {
    return false; // not decided yet
  }
  const gravest = redraw.gravest && (await redrawing.store.find({ detectionId, eventKey: redraw.gravest }));
  const drawing = { root, incident, redraw, gravest: gravest ? gravest.alert : undefined };
  const drawn = await Promise.all(redrawing.notifiers.map((notifier) => draw(drawing, notifier, redrawing)));
  return drawn.every(Boolean);
}

interface Drawing {
  readonly root: StoredAlert;
  readonly incident: Incident;
  readonly redraw: Redraw;
  readonly gravest: Alert | undefined;
}

async function draw(
  { root: { alert }, incident, redraw: { state, drawn }, gravest }: Drawing,
  { id, thread }: Notifier,
  { app, store, incidents }: Redrawing,
): Promise<boolean> {
  if (!thread || (drawn[id] ?? 0) >= state.revision) {
    return true;
  }
  const receipt = await store.receiptOf({ ...alertKeyOf(alert), app, notifier: id });
  if (receipt === undefined) {
    return false;
  }
  await thread.redraw(receipt, alert, { state, gravest });
  return incidents.markDrawn(incident, id, state.revision);
}
