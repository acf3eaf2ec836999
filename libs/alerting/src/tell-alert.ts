import { type FirstClaims, type StoredAlert, type TellingKey, type Tellings, alertKeyOf } from './alert-store.ts';
import { type Notifier, type Receipt } from './notifier.ts';
import { type Teller, type Telling, claiming, failed, marking, releasing } from './telling.ts';

/** Tells people of a decided alert through one notifier, once. Never rejects: what went wrong is in the answer. */
export function tellAlert(
  { alert, route, claims }: Pick<StoredAlert, 'alert' | 'route' | 'claims'>,
  notifier: Notifier,
  teller: Teller,
): Promise<Telling> {
  const key = { ...alertKeyOf(alert), app: teller.app, notifier: notifier.id };
  return tellOnce(key, () => notifier.tell(alert, route), { ...teller, claims });
}

/**
 * Claims, unless this caller holds the claim already, tells and marks. Never rejects.
 *
 * The one window left open is dying, or losing the store, between the notifier's answer and our mark: after the lease ends a
 * retry may tell once more.
 */
export async function tellOnce<Key extends Pick<TellingKey, 'app' | 'notifier'>>(
  key: Key,
  tell: () => Promise<Receipt>,
  teller: Pick<Teller, 'now' | 'leaseMs'> & {
    readonly store: Tellings<Key>;
    readonly claims?: FirstClaims | undefined;
  },
): Promise<Telling> {
  const heldUntil = untilIn(teller.claims, key);
  const lease = { key, until: heldUntil ?? teller.now() + teller.leaseMs };

  const refusal = heldUntil === undefined ? await claiming(lease, teller.store) : undefined;
  if (refusal) {
    return refusal;
  }
  try {
    const receipt = await tell();
    return await marking(lease, receipt, teller.store);
  } catch (error) {
    return failed(await releasing(lease, error, teller.store));
  }
}

function untilIn(
  claims: FirstClaims | undefined,
  { app, notifier }: Pick<TellingKey, 'app' | 'notifier'>,
): number | undefined {
  return claims?.app === app && claims.notifiers.includes(notifier) ? claims.until : undefined;
}
