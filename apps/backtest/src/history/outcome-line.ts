import { type Route } from '@trailbell/alerting';
import { type Alert, type Severity } from '@trailbell/detections';
import { type RoutedAlert } from './ringing.ts';

/** What would have become of one detection's alert about one event: a line in the form the sandbox writes too. */
export interface OutcomeLine {
  /** The event key: CloudTrail's eventID where there is one. */
  readonly eventID: string;
  readonly eventName: string;
  readonly detectionId: string;
  readonly severity: Severity;
  /**
   * `digested` for the digest route, and for what is folded into a storm; of the others, `alerted` opened an incident and `grouped`
   * joined one.
   */
  readonly outcome: 'alerted' | 'grouped' | 'digested' | 'suppressed';
  readonly route: Route;
  readonly summary: string;
}

/** As if the alert opened an incident, unless it is for the digest: which do is known when all are. */
export function outcomeLineOf({ alert, route, suppression }: RoutedAlert): OutcomeLine {
  const { eventKey: eventID, eventName, detectionId, severity, summary } = alert;
  return {
    ...{ eventID, eventName, detectionId, severity },
    outcome: outcomeOf(route, suppression),
    ...{ route, summary },
  };
}

function outcomeOf(route: Route, suppression: string | undefined): OutcomeLine['outcome'] {
  if (suppression !== undefined) {
    return 'suppressed';
  }
  return route === 'digest' ? 'digested' : 'alerted';
}

/** The line with what became of the alert among all others: by `alertId`, of those that are not for the digest from the start. */
export function gathered(line: OutcomeLine, outcomes: ReadonlyMap<string, OutcomeLine['outcome']>): OutcomeLine {
  const { eventID: eventKey, detectionId, outcome } = line;
  return { ...line, outcome: outcomes.get(alertId({ eventKey, detectionId })) ?? outcome };
}

/** Event key and detection: two deliveries of one event are one alert. */
export function alertId({ eventKey, detectionId }: Pick<Alert, 'eventKey' | 'detectionId'>): string {
  return `${detectionId} ${eventKey}`;
}
