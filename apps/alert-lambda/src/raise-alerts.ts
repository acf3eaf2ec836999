import {
  type DetectionState,
  type Errand,
  type Placement,
  type Route,
  type Routing,
  type StoredAlert,
  type StormStore,
  type Suppress,
  MetricName,
  SuppressionNote,
  alertKeyOf,
  decideCandidate,
  queuedRetryOf,
  routeOf,
} from '@trailbell/alerting';
import { type EventEnvelope, eventKeyOf } from '@trailbell/cloudtrail-types';
import { type Alert, type Candidate, type Evaluate, type Evaluation } from '@trailbell/detections';
import { type Telemetry } from '@trailbell/lambda-kit';
import { deliverAlert, type Delivering } from './deliver-alert.ts';
import { type Delivery } from './delivery.ts';
import { type DeliveriesFor } from './deliveries-for.ts';
import { foldIncident } from './fold-incident.ts';
import { askForRedraw } from './redraw-incident.ts';

export interface RaisingAlerts extends Delivering {
  readonly evaluate: Evaluate;
  /** What detections remember of earlier events. */
  readonly state: DetectionState;
  readonly routing: Routing;
  readonly suppress: Suppress;
  readonly deliveriesFor: DeliveriesFor;
  /** Puts what could not be delivered, or is for later, on the retry queue, for at least this long. */
  readonly putOff: (errand: Errand, waitMs: number) => Promise<void>;
  readonly storms: StormStore;
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
  const { alerts, candidates } = evaluated(event, eventKey, raising);

  const outcomes = await Promise.allSettled([
    ...alerts.map((alert) => raiseAlert(alert, raising)),
    ...candidates.map((candidate) => raiseCandidate(candidate, raising)),
  ]);

  const reasons = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }): unknown => reason);
  if (reasons.length > 0) {
    const found = `${reasons.length} of ${outcomes.length} alerts of event ${eventKey} could be neither delivered nor put off`;
    throw new AlertsNotRaisedError(found, { cause: new AggregateError(reasons) });
  }
  if (outcomes.every((outcome) => outcome.status === 'fulfilled' && outcome.value === 'nothing')) {
    raising.telemetry.count(MetricName.EventUnmatched);
    raising.telemetry.log.debug('no detection fired', { eventKey });
  }
}

function evaluated(event: EventEnvelope, eventKey: string, { evaluate, telemetry }: RaisingAlerts): Evaluation {
  const evaluation = evaluate(event);
  for (const { detectionId, error } of evaluation.failures) {
    telemetry.count(MetricName.DetectionFailed);
    telemetry.log.error('a detection failed; its alert is raised as unreadable', { detectionId, eventKey, error });
  }
  return evaluation;
}

async function raiseCandidate(candidate: Candidate, raising: RaisingAlerts): Promise<'raised' | 'nothing'> {
  const alert = await decideCandidate(candidate, raising.state);
  return alert === undefined ? 'nothing' : raiseAlert(alert, raising);
}

async function raiseAlert(alert: Alert, raising: RaisingAlerts): Promise<'raised'> {
  const { stored, deliveries } = await decide(alert, raising);
  reportDecided(stored, raising.telemetry);

  const remainder = await deliverAlert(stored, deliveries, raising);
  if (remainder) {
    await raising.putOff(queuedRetryOf(alertKeyOf(alert), remainder.deliveries, remainder.receipts), remainder.waitMs);
  }
  await foldIncident(stored, raising);
  await askForRedraw(stored, raising);
  return 'raised';
}

interface Decided {
  readonly stored: StoredAlert;
  readonly deliveries: readonly Delivery[];
}

/** Stores the alert, and with it claims those of its deliveries that need a claim. */
async function decide(alert: Alert, raising: RaisingAlerts): Promise<Decided> {
  const { teller, routing, deliveriesFor } = raising;
  const route = routeOf(alert, routing);
  const placement = await placementOf(alert, route, raising);
  const deliveries = deliveriesFor({ alert, route, ...placement });
  const claiming = deliveries.filter((delivery) => delivery.claims({ alert, ...placement }));
  const stored = await teller.store.decide(alert, route, {
    ...placement,
    claims: { app: teller.app, notifiers: claiming.map(({ id }) => id), until: teller.now() + teller.leaseMs },
  });
  return { stored, deliveries: stored.fresh ? deliveries : deliveriesFor(stored) };
}

/** Only alerts that are told at once are placed in incidents; a digest groups in its own way, and what is suppressed rings nobody. */
async function placementOf(alert: Alert, route: Route, { suppress, incidents }: RaisingAlerts): Promise<Placement> {
  const suppression = suppress(alert);
  if (suppression) {
    return { suppression: SuppressionNote.parse(suppression) };
  }
  return route === 'digest' ? {} : { incident: await incidents.place(alert, route) };
}

function reportDecided({ alert, incident, suppression, fresh }: StoredAlert, { log, count }: Telemetry): void {
  if (!fresh) {
    return;
  }
  count(MetricName.AlertDecided, 1, { severity: alert.severity });
  if (suppression) {
    count(MetricName.AlertSuppressed, 1, { suppression: suppression.id });
    log.info('alert is suppressed', { ...alertKeyOf(alert), suppression: suppression.id });
  }
  if (incident?.storm !== undefined) {
    count(MetricName.AlertFolded, 1);
    log.info('alert is folded into a storm and told in the digest', { ...alertKeyOf(alert), storm: incident.storm });
  }
}
