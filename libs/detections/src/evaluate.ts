import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { matches } from '@trailbell/event-pattern';
import { type Alert } from './alert.ts';
import { type Detection } from './catalogue.ts';
import { unreadableAlert } from './examine.ts';

export interface Evaluation {
  readonly alerts: readonly Alert[];
  /** Detections that threw. Each has also raised an alert with `unreadable` set. */
  readonly failures: readonly { readonly detectionId: string; readonly error: Error }[];
}

/** Evaluates an event against the detections it was made for. Never throws. */
export type Evaluate = (event: EventEnvelope) => Evaluation;

/** Prepares the evaluation of many events: once per cold start. */
export function evaluatorFor(detections: readonly Detection[]): Evaluate {
  return (event) => {
    const alerts: Alert[] = [];
    const failures: { detectionId: string; error: Error }[] = [];

    for (const detection of detections.filter(({ pattern }) => matches(pattern, event))) {
      try {
        const alert = detection.examine(event);
        if (alert) {
          alerts.push(alert);
        }
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        failures.push({ detectionId: detection.id, error });
        alerts.push(unreadableAlert(detection, event, error));
      }
    }
    return { alerts, failures };
  };
}

/** The alerts of one event. For many events, make an `evaluatorFor` once. */
export function evaluate(detections: readonly Detection[], event: EventEnvelope): Evaluation {
  return evaluatorFor(detections)(event);
}
