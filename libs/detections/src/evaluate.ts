import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { compile } from '@trailbell/event-pattern';
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

/** Prepares the evaluation of many events: all patterns are made into one matcher, once per cold start. */
export function evaluatorFor(detections: readonly Detection[]): Evaluate {
  const patterns = compile(detections.map(({ pattern }) => pattern));

  return (event) => {
    const matched = patterns.matchObject(event).flatMap((index) => detections[index] ?? []);
    const examined = matched.map((detection) => examineSafely(detection, event));
    return {
      alerts: examined.flatMap(({ alert }) => alert ?? []),
      failures: examined.flatMap(({ failure }) => failure ?? []),
    };
  };
}

interface Examined {
  readonly alert?: Alert | undefined;
  readonly failure?: Evaluation['failures'][number];
}

/** One detection's failure stays its own, and becomes an alert: an event nobody could read is news too. */
function examineSafely(detection: Detection, event: EventEnvelope): Examined {
  try {
    return { alert: detection.examine(event) };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { alert: unreadableAlert(detection, event, error), failure: { detectionId: detection.id, error } };
  }
}

/** The alerts of one event. For many events, make an `evaluatorFor` once. */
export function evaluate(detections: readonly Detection[], event: EventEnvelope): Evaluation {
  return evaluatorFor(detections)(event);
}
