import { alertKeyOf, type StoredAlert } from './alert-store.ts';
import { type Joined } from './incident-store.ts';
import { type Incident } from './incident.ts';
import { type Notifier, type ThreadedTelling } from './notifier.ts';
import { tellAlert, tellOnce } from './tell-alert.ts';
import { type Teller, type JoinTelling, failed } from './telling.ts';

/** An alert that joined an incident. */
export interface JoinedAlert extends StoredAlert {
  readonly incident: Incident;
  readonly joined: Joined;
}

/**
 * Tells of an alert that joined an incident, once: what is new in it, as a reply to the root. A rise in severity rings
 * again, by every notifier. Never rejects, as `tellAlert`.
 */
export async function tellJoin(stored: JoinedAlert, notifier: Notifier, teller: Teller): Promise<JoinTelling> {
  const { route, incident, joined } = stored;
  if (joined.news.rise && (!notifier.thread || route !== incident.route)) {
    return tellAlert(stored, notifier, teller); // a thread rings where its root is, which may be too low a place by now
  }
  return notifier.thread ? tellInThread(stored, notifier.id, notifier.thread, teller) : { kind: 'nothing-new' };
}

async function tellInThread(
  { alert, incident, joined }: JoinedAlert,
  notifier: string,
  thread: ThreadedTelling,
  teller: Teller,
): Promise<JoinTelling> {
  const { app, store } = teller;
  const key = { ...alertKeyOf(alert), app, notifier };
  try {
    const root = await store.receiptOf({ ...alertKeyOf(incident), app, notifier });
    if (root === undefined) {
      return { kind: 'too-early' };
    }
    if (isNews(joined)) {
      return await tellOnce(key, () => thread.reply(root, alert, joined), teller);
    }
    await store.markTold(key, root);
    return { kind: 'nothing-new' };
  } catch (error) {
    return failed(error);
  }
}

function isNews({ news }: Joined): boolean {
  return news.rise || news.aspects.length > 0;
}
