import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type Alert } from './alert.ts';
import { type Detection } from './define-detection.ts';

export interface Evaluation {
  readonly alerts: readonly Alert[];
  /** Detections that threw. Each has also raised an alert with `unreadable` set. */
  readonly failures: readonly { readonly detectionId: string; readonly error: Error }[];
}

export function evaluate(_detections: readonly Detection[], _event: EventEnvelope): Evaluation {
  throw new Error('not written yet');
}
