import { type Call } from './define-detection.ts';
import { type Settings } from './settings.ts';
import { type Severity } from './severity.ts';

/** What a detection wants to know of earlier calls, apart from how they are counted. */
interface Remembering<Read> {
  /** Whose or what's calls belong together: a principal, an address, an instance. `undefined` for a call that does not count. */
  key(call: Call<Read>): readonly string[] | undefined;
  /** How grave they are together; without it, as one of them is. */
  severityOf?(call: Call<Read>, settings: Settings): Severity;
  /** What an incident of them is about; without it, what one of them is. */
  subject?(call: Call<Read>): string;
  /** Whether the call is told by itself too, as long as there are not enough of them. */
  isToldAlone?(call: Call<Read>, settings: Settings): boolean;
}

interface Counting<Read> extends Remembering<Read> {
  readonly atLeast: number;
  readonly windowMinutes: number;
  /** What goes before the number: `ana (SSO, admin) read`. */
  begins(call: Call<Read>): string;
  /** What goes after it: `secrets`. */
  readonly counted: string;
  /** What leads over to the values; a colon without it. */
  readonly listing?: string;
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
