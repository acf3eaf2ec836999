import { type Route, type Routing } from '@trailbell/alerting';
import { type Delivery } from './delivery.ts';

/** Every way on there is. */
export interface Deliveries {
  readonly slack: Delivery;
  readonly email: Delivery;
  readonly digest: Delivery;
}

export function deliveriesByRoute(
  { slack, email, digest }: Deliveries,
  routing: Pick<Routing, 'email'>,
): Readonly<Record<Route, readonly Delivery[]>> {
  const mailed: readonly Route[] = routing.email;
  return {
    page: mailed.includes('page') ? [slack, email] : [slack],
    alert: mailed.includes('alert') ? [slack, email] : [slack],
    digest: [digest],
  };
}
