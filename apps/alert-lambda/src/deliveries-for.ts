import { type NotifierId, type Routing, type StoredAlert, isToldInDigest, notifiersOf } from '@trailbell/alerting';
import { type Telemetry } from '@trailbell/lambda-kit';
import { type Delivery } from './delivery.ts';

/** Every way on there is. A webhook is there where something is routed to it. */
export type Deliveries = Readonly<
  Record<Exclude<NotifierId, 'webhook'> | 'digest' | 'hubBus', Delivery> & Partial<Record<'webhook', Delivery>>
>;

/**
 * The deliveries an alert gets; of a route alone, those of its alerts that no rule gives to others. The digest counts what rang,
 * too. What is suppressed is counted in the digest, and no app hears of it either.
 */
export type DeliveriesFor = (
  stored: Pick<StoredAlert, 'route' | 'incident' | 'suppression'> & Partial<Pick<StoredAlert, 'alert'>>,
) => readonly Delivery[];

export function deliveriesFor(deliveries: Deliveries, routing: Routing, log: Telemetry['log']): DeliveriesFor {
  const { slack, digest, hubBus } = deliveries;

  /** What names a notifier that is not there goes to Slack, where every route has a channel. */
  function through(notifier: NotifierId): Delivery {
    const delivery = deliveries[notifier];
    if (!delivery) {
      log.error('an alert is routed to a notifier that is not set up; it is told in Slack', { notifier });
    }
    return delivery ?? slack;
  }

  return (stored) => {
    const { route, alert, suppression } = stored;
    if (suppression) {
      return [digest];
    }
    const rings = route === 'digest' || isToldInDigest(stored) ? [] : notifiersOf(route, routing, alert).map(through);
    return [...new Set([...rings, digest, hubBus])];
  };
}
