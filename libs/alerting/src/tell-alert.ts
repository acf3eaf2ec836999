import { type Alert } from '@trailbell/detections';
import { type Tellings, alertKeyOf } from './alert-store.ts';
import { type Notifier, type Receipt } from './notifier.ts';
import { type Route } from './routing.ts';
import { type Teller, type Telling, claiming, failed, marking, releasing } from './telling.ts';

/** Tells people of a decided alert through one notifier, once. Never rejects: what went wrong is in the answer. */
export function tellAlert(
  { alert, route }: { readonly alert: Alert; readonly route: Route },
  notifier: Notifier,
  teller: Teller,
): Promise<Telling> {
  const key = { ...alertKeyOf(alert), app: teller.app, notifier: notifier.id };
  return tellOnce(key, () => notifier.tell(alert, route), teller);
}

/**
 * Claims, tells and marks. Never rejects.
 *
 * The one window left open is dying, or losing the store, between the notifier's answer and our mark: after the lease ends a
 * retry may tell once more.
 */
export async function tellOnce<Key>(
  key: Key,
  tell: () => Promise<Receipt>,
  teller: Pick<Teller, 'now' | 'leaseMs'> & { readonly store: Tellings<Key> },
): Promise<Telling> {
  const lease = { key, until: teller.now() + teller.leaseMs };

  const refusal = await claiming(lease, teller.store);
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
