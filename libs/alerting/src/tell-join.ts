import { alertKeyOf, type StoredAlert, type TellingKey } from './alert-store.ts';
import { type IncidentStore, type Joined } from './incident-store.ts';
import { type Incident } from './incident.ts';
import { type Notifier, NotToldError, type Receipt, type ThreadedTelling } from './notifier.ts';
import { tellAlert, tellOnce } from './tell-alert.ts';
import { type JoinTelling, type Teller, type Telling, failed } from './telling.ts';

/** An alert that joined an incident. */
export interface JoinedAlert extends StoredAlert {
  readonly incident: Incident;
  readonly joined: Joined;
}

export interface JoinTeller extends Teller {
  readonly incidents: Pick<IncidentStore, 'takeRoot'>;
}

/** How long after it was opened an incident without a root waits for it no more. */
const STUCK_MS = 10 * 60_000;

/**
 * Tells of an alert that joined an incident, once: what is new in it, as a reply to the root. A rise in severity rings
 * again, by every notifier. Where the root is stuck, it is told by who joins. Never rejects, as `tellAlert`.
 */
export async function tellJoin(stored: JoinedAlert, notifier: Notifier, teller: JoinTeller): Promise<JoinTelling> {
  const { route, incident, joined } = stored;
  if (joined.news.rise && (!notifier.thread || route !== incident.route)) {
    return tellAlert(stored, notifier, teller); // a thread rings where its root is, which may be too low a place by now
  }
  try {
    const root = await rootOf(stored, notifier, teller);
    if (root === undefined && isStuck(incident, teller) && route === incident.route) {
      return await takeOver(stored, notifier, teller);
    }
    if (!notifier.thread) {
      return { kind: 'nothing-new' };
    }
    return root === undefined
      ? { kind: 'too-early' }
      : await tellInThread(stored, { id: notifier.id, thread: notifier.thread, root }, teller);
  } catch (error) {
    return failed(error);
  }
}

function isStuck({ placedAt }: Incident, { now }: Teller): boolean {
  return placedAt !== undefined && now() - placedAt >= STUCK_MS;
}

function rootOf(
  { incident, joined }: JoinedAlert,
  notifier: Notifier,
  { app, store }: Teller,
): Promise<Receipt | undefined> {
  const { detectionId, eventKey } = incident;
  return store.receiptOf({ detectionId, eventKey: joined.root ?? eventKey, app, notifier: notifier.id });
}

/**
 * Tells the root whose own telling went astray: for the alert that opened the incident, under that one's claim, so that it is told once
 * whoever comes first. An alert that was never decided, or that the service refuses for what it is, is replaced by this one.
 */
async function takeOver(stored: JoinedAlert, notifier: Notifier, teller: JoinTeller): Promise<JoinTelling> {
  const { alert, incident, joined } = stored;
  const opening = joined.root === undefined ? await teller.store.find(incident) : undefined;
  if (opening) {
    const telling = await tellAlert(opening, notifier, teller);
    if (telling.kind === 'told' || telling.kind === 'already-told') {
      return notifier.thread ? { kind: 'too-early' } : { kind: 'nothing-new' }; // the reply is next
    }
    if (!isRefused(telling)) {
      return telling;
    }
  }
  const root = await teller.incidents.takeRoot(incident, alert);
  return root === alert.eventKey ? tellAlert(stored, notifier, teller) : { kind: 'too-early' };
}

function isRefused(telling: Telling): boolean {
  return telling.kind === 'failed' && telling.error instanceof NotToldError && telling.error.kind === 'refused';
}

interface Thread {
  readonly id: string;
  readonly thread: ThreadedTelling;
  readonly root: Receipt;
}

async function tellInThread(
  { alert, joined }: JoinedAlert,
  { id, thread, root }: Thread,
  teller: Teller,
): Promise<JoinTelling> {
  const key: TellingKey = { ...alertKeyOf(alert), app: teller.app, notifier: id };
  if (isNews(joined)) {
    return tellOnce(key, () => thread.reply(root, alert, joined), teller);
  }
  await teller.store.markTold(key, root);
  return { kind: 'nothing-new' };
}

function isNews({ news }: Joined): boolean {
  return news.rise || news.aspects.length > 0;
}
