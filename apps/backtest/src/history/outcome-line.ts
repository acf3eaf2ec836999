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
  /** `digested` for the digest route, `alerted` for the others. */
  readonly outcome: 'alerted' | 'digested';
  readonly route: Route;
  readonly summary: string;
}

export function outcomeLineOf({ alert, route }: RoutedAlert): OutcomeLine {
  const { eventKey: eventID, eventName, detectionId, severity, summary } = alert;
  return {
    ...{ eventID, eventName, detectionId, severity },
    outcome: route === 'digest' ? 'digested' : 'alerted',
    ...{ route, summary },
  };
}

/** Event key and detection: two deliveries of one event are one alert. */
export function alertId({ eventKey, detectionId }: Pick<Alert, 'eventKey' | 'detectionId'>): string {
  return `${detectionId} ${eventKey}`;
}
