import * as z from 'zod'; // not { z }: that bundles every locale
import { Configuration } from '../configuration.ts';
import { chosenDetections } from './chosen.ts';
import { type Wanted, interestOf } from './interest.ts';
import { type RecordKind, RecordKinds } from './record-kinds.ts';
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

/** A kind of record, and whether any detection may want one of it. */
export interface KnownKind {
  readonly kind: RecordKind;
  readonly wanted: Wanted;
}

/** What files are read with, one after another. */
export interface Examining {
  readonly ringing: Ringing;
  readonly kinds: RecordKinds<KnownKind>;
  readonly scope: Scope;
}

export function examiningOf({ configuration, detections, scope }: Question): Examining {
  const chosen = chosenDetections(detections, configuration);
  const interest = interestOf(chosen);
  const kinds = new RecordKinds((kind): KnownKind => ({ kind, wanted: interest(kind) }));
  return { ringing: ringingOf(chosen, configuration.routing), kinds, scope };
}
