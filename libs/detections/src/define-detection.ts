import { type Pattern } from '@trailbell/event-pattern';
import { type Severity } from './severity.ts';

/** Sketch: STYLE.md 2.1 rules. */
export interface Detection {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly pattern: Pattern;
  /** Goes straight from a hub rule into the digest queue and is evaluated by digest-lambda alone. */
  readonly digestOnly?: boolean;
}

export function defineDetection(detection: Detection): Detection {
  return detection;
}
