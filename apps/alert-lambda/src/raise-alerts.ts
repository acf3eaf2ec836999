import { type QueuedRetry, type Route, type Routing } from '@trailbell/alerting';
import { MetricName, alertKeyOf, queuedRetryOf, routeOf } from '@trailbell/alerting';
import { type EventEnvelope, eventKeyOf } from '@trailbell/cloudtrail-types';
import { type Alert, type Evaluate } from '@trailbell/detections';
import { deliverAlert, type Delivering } from './deliver-alert.ts';
import { type Delivery } from './delivery.ts';

export interface RaisingAlerts extends Delivering {
  readonly evaluate: Evaluate;
  readonly routing: Routing;
  readonly deliveries: Readonly<Record<Route, readonly Delivery[]>>;
  /** Puts what could not be delivered on the retry queue, for at least this long. */
  readonly putOff: (retry: QueuedRetry, waitMs: number) => Promise<void>;
}

/** Alerts of an event could be neither delivered nor put off. */
export class AlertsNotRaisedError extends Error {
  override readonly name = 'AlertsNotRaisedError';
}

/**
 * Decides the alerts of an event, once, and delivers each, once.
 *
 * What cannot be delivered now is put on the retry queue, and that is success. Rejects when an alert could not be decided or
 * put off: Lambda then tries the event again, which repeats nothing that was done.
 */
export async function raiseAlerts(event: EventEnvelope, raising: RaisingAlerts): Promise<void> {
  const eventKey = eventKeyOf(event);
  const alerts = alertsOf(event, eventKey, raising);

  const outcomes = await Promise.allSettled(alerts.map((alert) => raiseAlert(alert, raising)));

  const reasons = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }): unknown => reason);
  if (reasons.length > 0) {
    const found = `${reasons.length} of ${alerts.length} alerts of event ${eventKey} could be neither delivered nor put off`;
    throw new AlertsNotRaisedError(found, { cause: new AggregateError(reasons) });
  }
}

function alertsOf(event: EventEnvelope, eventKey: string, { evaluate, telemetry }: RaisingAlerts): readonly Alert[] {
  const { alerts, failures } = evaluate(event);

  for (const { detectionId, error } of failures) {
    telemetry.count(MetricName.DetectionFailed);
    telemetry.log.error('a detection failed; its alert is raised as unreadable', { detectionId, eventKey, error });
  }
  if (alerts.length === 0) {
    telemetry.count(MetricName.EventUnmatched);
    telemetry.log.debug('no detection fired', { eventKey });
  }
  return alerts;
}

async function raiseAlert(alert: Alert, raising: RaisingAlerts): Promise<void> {
  const stored = await raising.teller.store.decide(alert, routeOf(alert, raising.routing));
  if (stored.fresh) {
    raising.telemetry.count(MetricName.AlertDecided);
  }

  const remainder = await deliverAlert(stored, raising.deliveries[stored.route], raising);
  if (remainder) {
    await raising.putOff(queuedRetryOf(alertKeyOf(alert), remainder.deliveries), remainder.retryAfterMs);
  }
}
