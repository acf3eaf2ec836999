import { type Route, type Routing, type StoredAlert } from '@trailbell/alerting';
import { type Delivery } from './delivery.ts';

/** Every way on there is. */
export interface Deliveries {
  readonly slack: Delivery;
  readonly email: Delivery;
  readonly digest: Delivery;
  readonly hubBus: Delivery;
}

/** The deliveries an alert gets. What is suppressed is counted in the digest, and no app hears of it either. */
export type DeliveriesFor = (stored: Pick<StoredAlert, 'route' | 'suppression'>) => readonly Delivery[];

export function deliveriesFor(
  { slack, email, digest, hubBus }: Deliveries,
  routing: Pick<Routing, 'email'>,
): DeliveriesFor {
  const mailed: readonly Route[] = routing.email;
  return ({ route, suppression }) => {
    if (suppression) {
      return [digest];
    }
    const told = route === 'digest' ? [digest] : [slack, ...(mailed.includes(route) ? [email] : [])];
    return [...told, hubBus];
  };
}
