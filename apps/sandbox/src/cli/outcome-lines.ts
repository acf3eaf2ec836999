import { EnvironmentVariable, type Route, Routing, routeOf } from '@trailbell/alerting';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { Settings, type Severity, catalogueFor, evaluatorFor } from '@trailbell/detections';
import { eventsIn } from '../journal/dead-letters.ts';
import { type KnownAlert, alertId } from '../journal/known-alerts.ts';
import { parsedVariable } from '../lambda/parsed-variable.ts';
import { type AlertOutcome } from '../page-api.ts';
import { type Sandbox } from '../sandbox.ts';

/** What became of one detection's alert about one event. The form is fixed: others measure with it. */
export interface OutcomeLine {
  /** The event key: CloudTrail's eventID where there is one. */
  readonly eventID: string;
  readonly eventName: string;
  readonly detectionId: string;
  readonly severity: Severity;
  readonly outcome: AlertOutcome;
  readonly route: Route;
  readonly summary: string;
}

/**
 * One line for each event and detection that fired on it: from the alerts table, and for events that reached no decision and lie
 * in a dead-letter queue, from the catalogue. Of a detection that remembers nobody can say whether it would have fired: it has
 * its line, because it cannot be said that it would not.
 */
export function outcomeLines({ journal, definitions }: Sandbox): readonly OutcomeLine[] {
  const known = journal.alerts.all;
  const decided = new Set(known.map(({ alert }) => alertId(alert)));
  const undecided = journal.deadLetterQueues
    .flatMap(eventsIn)
    .flatMap((envelope) => wouldFireOn(envelope, definitions.functions))
    .filter(({ alert }) => !decided.has(alertId(alert)));
  return [...known, ...new Map(undecided.map((would) => [alertId(would.alert), would])).values()].map(outcomeLine);
}

function outcomeLine({ alert, route, outcome }: KnownAlert): OutcomeLine {
  const { eventKey: eventID, eventName, detectionId, severity, summary } = alert;
  return { eventID, eventName, detectionId, severity, outcome, route, summary };
}

type Functions = Sandbox['definitions']['functions'];

function wouldFireOn(envelope: EventEnvelope, functions: Functions): readonly KnownAlert[] {
  const routings = parsedVariable(functions, EnvironmentVariable.ROUTING, Routing);
  return parsedVariable(functions, EnvironmentVariable.DETECTION_SETTINGS, Settings).flatMap((settings) => {
    const { alerts, candidates } = evaluatorFor(catalogueFor(settings))(envelope);
    return [...alerts, ...candidates.map(({ alert }) => alert)].map((alert) => ({
      alert,
      route: routings[0] === undefined ? 'digest' : routeOf(alert, routings[0]),
      outcome: 'dead-lettered',
    }));
  });
}
