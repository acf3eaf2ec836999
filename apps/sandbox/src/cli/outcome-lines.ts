import { EnvironmentVariable } from '@trailbell/alerting';
import { type EventEnvelope, eventKeyOf } from '@trailbell/cloudtrail-types';
import { Settings, catalogueFor, evaluatorFor } from '@trailbell/detections';
import { eventsIn } from '../journal/dead-letters.ts';
import { alertId } from '../journal/known-alerts.ts';
import { type AlertOutcome } from '../page-api.ts';
import { type Sandbox } from '../sandbox.ts';

/** What became of one detection's alert about one event. */
export interface OutcomeLine {
  /** The event key: CloudTrail's eventID where there is one. */
  readonly event: string;
  readonly detection: string;
  readonly outcome: AlertOutcome;
}

/**
 * One line for each event and detection that fired on it: from the alerts table, and for events that reached no decision and lie
 * in a dead-letter queue, from the catalogue.
 */
export function outcomeLines({ journal, definitions }: Sandbox): readonly OutcomeLine[] {
  const known = journal.alerts.all.map(({ eventKey, detectionId, timelineAlert }): OutcomeLine => ({
    event: eventKey,
    detection: detectionId,
    outcome: timelineAlert.outcome,
  }));
  const decided = new Set(journal.alerts.all.map(alertId));
  const undecided = new Map(
    journal.deadLetterQueues
      .flatMap(eventsIn)
      .flatMap((envelope) => wouldFireOn(envelope, definitions.functions))
      .filter(({ event, detection }) => !decided.has(alertId({ eventKey: event, detectionId: detection })))
      .map((line) => [alertId({ eventKey: line.event, detectionId: line.detection }), line]),
  );
  return [...known, ...undecided.values()];
}

type Functions = Sandbox['definitions']['functions'];

function wouldFireOn(envelope: EventEnvelope, functions: Functions): readonly OutcomeLine[] {
  return settingsOf(functions).flatMap((settings) =>
    evaluatorFor(catalogueFor(settings))(envelope).alerts.map(({ detectionId }): OutcomeLine => ({
      event: eventKeyOf(envelope),
      detection: detectionId,
      outcome: 'dead-lettered',
    })),
  );
}

/** The settings the lambdas run with. */
function settingsOf(functions: Functions): readonly Settings[] {
  const texts = functions.flatMap(({ environment }) => environment[EnvironmentVariable.DETECTION_SETTINGS] ?? []);
  return [...new Set(texts)].map((text) => Settings.parse(JSON.parse(text)));
}
