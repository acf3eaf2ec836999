import { type Route, type Routing, type StoredAlert, isToldInDigest } from '@trailbell/alerting';
import { type Delivery } from './delivery.ts';

/** Every way on there is. */
export interface Deliveries {
  readonly slack: Delivery;
  readonly email: Delivery;
  readonly digest: Delivery;
  readonly hubBus: Delivery;
}

/** The deliveries an alert gets. The digest counts what rang, too. What is suppressed is counted in the digest, and no app hears of it either. */
export type DeliveriesFor = (stored: Pick<StoredAlert, 'route' | 'incident' | 'suppression'>) => readonly Delivery[];

export function deliveriesFor(
  { slack, email, digest, hubBus }: Deliveries,
  routing: Pick<Routing, 'email'>,
): DeliveriesFor {
  const mailed: readonly Route[] = routing.email;
  return (stored) => {
    if (stored.suppression) {
      return [digest];
    }
    const rings = isToldInDigest(stored) ? [] : [slack, ...(mailed.includes(stored.route) ? [email] : [])];
    return [...rings, digest, hubBus];
  };
}
