import { type StoredAlert, type Teller, type Telling, MetricName, alertKeyOf } from '@trailbell/alerting';
import { type Facts, type Telemetry } from '@trailbell/lambda-kit';
import { type Delivery } from './delivery.ts';

/** Deliveries of one alert that are still to be made. */
export interface Remainder {
  readonly deliveries: readonly string[];
  /** The longest that a notifier's service asked us to wait. */
  readonly retryAfterMs: number;
}

export interface Delivering {
  readonly teller: Teller;
  readonly telemetry: Telemetry;
}

/** Makes these deliveries, each by itself: none waits for another, or fails with it. Answers what is left to do. */
export async function deliverAlert(
  stored: StoredAlert,
  deliveries: readonly Delivery[],
  { teller, telemetry }: Delivering,
): Promise<Remainder | undefined> {
  const left = await Promise.all(
    deliveries.map(async (delivery) => {
      const telling = await delivery.deliver(stored, teller);
      report(telling, { ...alertKeyOf(stored.alert), delivery: delivery.id }, telemetry);
      if (telling.kind === 'told') {
        telemetry.measure(MetricName.DeliveryLatency, teller.now() - Date.parse(stored.alert.eventTime));
      }
      return waitsFor(telling, delivery);
    }),
  );
  const waiting = left.filter((delivery) => delivery !== undefined);

  return waiting.length === 0
    ? undefined
    : {
        deliveries: waiting.map(({ id }) => id),
        retryAfterMs: Math.max(...waiting.map(({ retryAfterMs }) => retryAfterMs)),
      };
}

function waitsFor(telling: Telling, { id }: Delivery) {
  switch (telling.kind) {
    case 'told':
    case 'already-told':
      return undefined;
    case 'held':
      return { id, retryAfterMs: 0 };
    case 'failed':
      return { id, retryAfterMs: telling.retryAfterMs ?? 0 };
  }
}

function report(telling: Telling, facts: Facts, { log, count }: Telemetry): void {
  switch (telling.kind) {
    case 'told':
      count(MetricName.AlertDelivered);
      log.info('alert delivered', { ...facts, receipt: telling.receipt });
      reportUnmarked(telling.unmarked, facts, { log, count });
      break;
    case 'already-told':
      log.debug('alert was delivered before', facts);
      break;
    case 'held':
      log.info('another invocation is delivering this alert; looking again later whether it did', facts);
      break;
    case 'failed':
      count(MetricName.DeliveryFailed);
      log.warn('alert could not be delivered now', { ...facts, error: telling.error });
      break;
  }
}

function reportUnmarked(
  error: Error | undefined,
  facts: Facts,
  { log, count }: Pick<Telemetry, 'log' | 'count'>,
): void {
  if (error) {
    count(MetricName.DeliveryUnmarked);
    log.error('people were told, but the table could not be told so; a retry may tell them once more', {
      ...facts,
      error,
    });
  }
}
