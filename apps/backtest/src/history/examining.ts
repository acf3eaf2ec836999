import { type Configuration } from '../configuration.ts';
import { chosenDetections } from './chosen.ts';
import { type Interest, interestOf } from './interest.ts';
import { type Ringing, ringingOf } from './ringing.ts';
import { type Scope } from './scope.ts';

/** What is asked of the history. Plain data: every thread makes its own `Examining` of it. */
export interface Question {
  readonly configuration: Configuration;
  /** Ids; empty for the whole catalogue. */
  readonly detections: readonly string[];
  readonly scope: Scope;
}

/** What a file is read with. */
export interface Examining {
  readonly ringing: Ringing;
  readonly interest: Interest;
  readonly scope: Scope;
}

export function examiningOf({ configuration, detections, scope }: Question): Examining {
  const chosen = chosenDetections(detections, configuration);
  return { ringing: ringingOf(chosen, configuration.routing), interest: interestOf(chosen), scope };
}
