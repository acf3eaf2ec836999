import { type Route, type Routing, routeOf } from '@trailbell/alerting';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type Alert, type Candidate, type Detection, evaluatorFor } from '@trailbell/detections';

/** An alert, and where it would have gone. */
export interface RoutedAlert {
  readonly alert: Alert;
  readonly route: Route;
  /** The id of the suppression that covers it. */
  readonly suppression?: string;
}

/** What would have rung for this event, and what may have rung, depending on those before it. */
export interface Rung {
  readonly alerts: readonly RoutedAlert[];
  readonly candidates: readonly Candidate[];
}

export type Ringing = (event: EventEnvelope) => Rung;

/** Prepares the detections for many events: each event is read once for all patterns. */
export function ringingOf(detections: readonly Detection[], routing: Routing): Ringing {
  const evaluate = evaluatorFor(detections);
  const digestOnly = new Set(detections.filter((detection) => detection.digestOnly === true).map(({ id }) => id));
  const routed = (alert: Alert): RoutedAlert => ({
    alert,
    route: digestOnly.has(alert.detectionId) ? 'digest' : routeOf(alert, routing),
  });

  return (event) => {
    const { alerts, candidates } = evaluate(event);
    return { alerts: alerts.map(routed), candidates };
  };
}
