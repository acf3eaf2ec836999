import { type Route } from '@trailbell/alerting';
import { type Alert, type Severity } from '@trailbell/detections';
import { type RoutedAlert } from './ringing.ts';

/** What would have become of one detection's alert about one event: a line as the sandbox writes it, and what it said. */
export interface OutcomeLine {
  /** The event key: CloudTrail's eventID where there is one. */
  readonly event: string;
  readonly detection: string;
  /** `digested` for the digest route, `alerted` for the others. */
  readonly outcome: 'alerted' | 'digested';
  readonly eventName: string;
  readonly eventTime: string;
  readonly severity: Severity;
  readonly route: Route;
  readonly summary: string;
}

export function outcomeLineOf({ alert, route }: RoutedAlert): OutcomeLine {
  return {
    event: alert.eventKey,
    detection: alert.detectionId,
    outcome: route === 'digest' ? 'digested' : 'alerted',
    eventName: alert.eventName,
    eventTime: alert.eventTime,
    severity: alert.severity,
    route,
    summary: alert.summary,
  };
}

/** Event key and detection: two deliveries of one event are one alert. */
export function alertId({ eventKey, detectionId }: Pick<Alert, 'eventKey' | 'detectionId'>): string {
  return `${detectionId} ${eventKey}`;
}
