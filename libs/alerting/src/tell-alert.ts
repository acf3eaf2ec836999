import { type Alert } from '@trailbell/detections';
import { alertKeyOf } from './alert-store.ts';
import { type Notifier } from './notifier.ts';
import { type Route } from './routing.ts';
import { type Teller, type Telling, claiming, failed, marking, releasing } from './telling.ts';

/**
 * Tells people of a decided alert through one notifier, once: claim, tell, mark. Never rejects: what went wrong is in the answer.
 *
 * The one window left open is dying, or losing the store, between the notifier's answer and our mark: after the lease ends a
 * retry may tell once more.
 */
export async function tellAlert(
  { alert, route }: { readonly alert: Alert; readonly route: Route },
  notifier: Notifier,
  teller: Teller,
): Promise<Telling> {
  const lease = {
    key: { ...alertKeyOf(alert), app: teller.app, notifier: notifier.id },
    until: teller.now() + teller.leaseMs,
  };

  const refusal = await claiming(lease, teller.store);
  if (refusal) {
    return refusal;
  }
  try {
    const receipt = await notifier.tell(alert, route);
    return await marking(lease, receipt, teller.store);
  } catch (error) {
    return failed(await releasing(lease, error, teller.store));
  }
}
