import { type Call } from './define-detection.ts';
import { type Severity } from './severity.ts';

/** What a detection wants to know of earlier calls, apart from how it words it. */
interface Remembering<Read> {
  /** Whose or what's calls belong together: a principal, an address, an instance. A call without one is told by itself. */
  key(call: Call<Read>): readonly string[] | undefined;
  /** What is told when the calls are what the detection waits for; without it, what one call would be. */
  readonly severity?: Severity;
  /** Whether a call is told by itself too, as long as there are not enough of them. */
  readonly each?: 'told';
}

interface Counting<Read> extends Remembering<Read> {
  readonly atLeast: number;
  readonly windowMinutes: number;
  /** What goes before the number: `ana (SSO, admin) read`. */
  begins(call: Call<Read>): string;
  /** What goes after it: `secrets`. */
  readonly counted: string;
}

/** So many calls in a window. `values` are what the alert lists. */
export interface Threshold<Read> extends Counting<Read> {
  readonly kind: 'threshold';
  values?(call: Call<Read>): readonly string[];
}

/** So many different values in a window, however often each comes: secrets, instances, accounts. */
export interface Distinct<Read> extends Counting<Read> {
  readonly kind: 'distinct';
  values(call: Call<Read>): readonly string[];
}

/** Steps one after the other in a window. */
export interface Sequence<Read> extends Remembering<Read> {
  readonly kind: 'sequence';
  readonly steps: readonly [string, string, ...string[]];
  readonly windowMinutes: number;
  step(call: Call<Read>): string;
  /** What all steps together were, as a sentence; the time they took follows. */
  summarizeSteps(call: Call<Read>): string;
}

/** A value nobody has seen of this key for so long. While the detection learns, by account, it is remembered and not told. */
export interface FirstSeen<Read> extends Remembering<Read> {
  readonly kind: 'first-seen';
  value(call: Call<Read>): string;
  readonly forgetAfterDays: number;
  readonly learningDays: number;
}

/** What a detection remembers of earlier calls. */
export type Remembers<Read> = Threshold<Read> | Distinct<Read> | Sequence<Read> | FirstSeen<Read>;
