import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { compile } from '@trailbell/event-pattern';
import { type Alert } from './alert.ts';
import { type Candidate } from './candidate.ts';
import { type Detection } from './catalogue.ts';
import { type Examined, unreadableAlert } from './examine.ts';

export interface Evaluation {
  /** Decided by the event alone. */
  readonly alerts: readonly Alert[];
  /** Of detections that remember: what is raised depends on earlier events. */
  readonly candidates: readonly Candidate[];
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
    const examined = matched.flatMap((detection) => examineSafely(detection, event) ?? []);
    return {
      alerts: examined.flatMap((one) => (one.kind === 'candidates' ? [] : one.alert)),
      candidates: examined.flatMap((one) => (one.kind === 'candidates' ? one.candidates : [])),
      failures: examined.flatMap((one) => (one.kind === 'failure' ? one.failure : [])),
    };
  };
}

interface Failed {
  readonly kind: 'failure';
  readonly alert: Alert;
  readonly failure: Evaluation['failures'][number];
}

/** One detection's failure stays its own, and becomes an alert: an event nobody could read is news too. */
function examineSafely(detection: Detection, event: EventEnvelope): Examined | Failed | undefined {
  try {
    return detection.examine(event);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const alert = unreadableAlert(detection, event, error);
    return { kind: 'failure', alert, failure: { detectionId: detection.id, error } };
  }
}

/** The alerts of one event. For many events, make an `evaluatorFor` once. */
export function evaluate(detections: readonly Detection[], event: EventEnvelope): Evaluation {
  return evaluatorFor(detections)(event);
}
