import * as z from 'zod'; // not { z }: that bundles every locale
import { Configuration } from '../configuration.ts';
import { chosenDetections } from './chosen.ts';
import { type Interest, interestOf } from './interest.ts';
import { type Ringing, ringingOf } from './ringing.ts';
import { Scope } from './scope.ts';

/** What is asked of the history. Plain data: every thread makes its own `Examining` of it. */
export const Question = z.object({
  configuration: Configuration,
  /** Ids; empty for the whole catalogue. */
  detections: z.array(z.string()).readonly(),
  scope: Scope,
});
export type Question = z.infer<typeof Question>;

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
