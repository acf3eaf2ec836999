import { type Notifier, type StormTelling } from './notifier.ts';
import { type Route } from './routing.ts';
import { type StormState, type StormStore } from './storm-store.ts';
import { tellOnce } from './tell-alert.ts';
import { type Teller, type Telling, failed } from './telling.ts';

export interface StormTeller extends Pick<Teller, 'app' | 'now' | 'leaseMs'> {
  readonly store: StormStore;
  /** Those of the storm's route. */
  readonly notifiers: readonly Notifier[];
}

export interface ToldStorm {
  readonly state: StormState;
  /** By each notifier that tells of storms. Those that failed, or are held, are to be tried again. */
  readonly tellings: readonly Telling[];
}

/** Tells what a storm comes to: at first in a message of its own, from then on in the same. */
export async function tellStorm(storm: string, route: Route, teller: StormTeller): Promise<ToldStorm> {
  await teller.store.beginTelling(storm); // before it is read: what comes later asks for another telling
  return tellBy(storm, route, teller, async ({ id, telling }, state) => {
    const key = keyOf(storm, id, teller);
    const root = await teller.store.receiptOf(key);
    if (root === undefined) {
      return tellOnce(key, () => telling.begin(state), teller);
    }
    const ended = await teller.store.receiptOf(endOf(key));
    await telling.redraw?.(root, state, ended === undefined ? 'lasting' : 'over');
    return { kind: 'already-told' };
  });
}

/**
 * Tells that a storm is over, unless it grew since it was told in this `revision`: whatever made it grow has had it told again, and
 * asks this later.
 */
export async function tellCalm(
  { storm, route, revision }: { readonly storm: string; readonly route: Route; readonly revision: number },
  teller: StormTeller,
): Promise<ToldStorm | 'not yet'> {
  if ((await teller.store.stateOf(storm, route)).revision !== revision) {
    return 'not yet';
  }
  return tellBy(storm, route, teller, async ({ id, telling }, state) => {
    const key = keyOf(storm, id, teller);
    const root = await teller.store.receiptOf(key);
    if (root === undefined) {
      return { kind: 'held' };
    }
    await telling.redraw?.(root, state, 'over');
    return tellOnce(endOf(key), () => telling.end(root, state), teller);
  });
}

interface StormNotifier {
  readonly id: string;
  readonly telling: StormTelling;
}

async function tellBy(
  storm: string,
  route: Route,
  { store, notifiers }: StormTeller,
  tell: (notifier: StormNotifier, state: StormState) => Promise<Telling>,
): Promise<ToldStorm> {
  const state = await store.stateOf(storm, route);
  const able = notifiers.flatMap(({ id, storm: telling }) => (telling ? [{ id, telling }] : []));
  return { state, tellings: await Promise.all(able.map((notifier) => tell(notifier, state).catch(failed))) };
}

function keyOf(storm: string, notifier: string, { app }: StormTeller) {
  return { storm, app, notifier };
}

function endOf<Key extends { readonly notifier: string }>(key: Key): Key {
  return { ...key, notifier: `${key.notifier}/end` };
}
