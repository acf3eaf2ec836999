import { type Actor, type Outcome } from '@trailbell/cloudtrail-types';
import { type Pattern } from '@trailbell/event-pattern';
import type * as z from 'zod';
import { type Change } from './alert.ts';
import { type Remembers } from './remembers.ts';
import { type Settings } from './settings.ts';
import { type Severity } from './severity.ts';

type AtLeastOne<T> = readonly [T, ...(readonly T[])];

/** What is known of every call, whichever detection looks at it. */
export interface CallFacts {
  readonly eventName: string;
  readonly account: string;
  readonly region: string;
  readonly actor: Actor;
  /** The actor in a few words, to begin a sentence with: `ana (SSO, admin)`. Untrusted text. */
  readonly who: string;
  readonly outcome: Outcome;
  /** The AWS service that made the call, of itself or on somebody's behalf. */
  readonly service: string | undefined;
}

/** One call as a detection sees it: the facts, and what it declared to read. */
export type Call<Read> = CallFacts & Read;

/** What an event that is no record says of whom and what it is about. */
export interface About {
  readonly account?: string;
  readonly region?: string;
  readonly actor?: Actor;
  /** Where whoever it is about came from: an address. */
  readonly source?: string;
}

/** What a detection says of itself, apart from how it decides. */
export interface DetectionText {
  readonly id: string;
  readonly title: string;
  /** The usual severity. `severityOf` may say otherwise of one call. */
  readonly severity: Severity;
  /** Goes straight from a hub rule into the digest queue and is evaluated by digest-lambda alone. */
  readonly digestOnly?: boolean;
  /** For how long alerts about the same subject are one incident; an hour without it. */
  readonly windowMinutes?: number;
  /** Why it matters, in one or two sentences. */
  readonly why: string;
  /** When this alert is noise, and what to do about it. */
  readonly falsePositives: AtLeastOne<string>;
  /** What to do now, step by step. */
  readonly runbook: AtLeastOne<string>;
  /** ATT&CK v19; none of what no intruder does. */
  readonly techniques: readonly string[];
  /** CIS AWS Foundations and Security Hub controls about the same thing. */
  readonly controls?: readonly string[];
}

/** What a detection's file says. */
export interface DetectionDefinition<Read = unknown> extends DetectionText {
  /** What EventBridge filters on, of the whole envelope; `undefined` when the settings switch the detection off. */
  readonly pattern: Pattern | ((settings: Settings) => Pattern | undefined);
  /**
   * What it reads of the record. A record whose pattern matched and which this cannot read raises an alert that says so:
   * a silent no would be worse.
   */
  readonly reads: z.ZodType<Read>;
  /** Of a finding or another event that is no record: the account, the region, the actor and the address inside it. */
  about?(read: Read): About;
  /** Whether calls of AWS services are told too. Without it machines doing their job do not ring. */
  readonly services?: 'told';
  /** What a pattern cannot say. */
  matches?(call: Call<Read>, settings: Settings): boolean;
  severityOf?(call: Call<Read>, settings: Settings): Severity;
  /**
   * What it wants to know of earlier calls, each by itself. Without it, it decides by the call alone; so it does of a call that
   * counts for none of them.
   */
  readonly remembers?: readonly Remembers<Read>[];
  /** What an incident is about: a trail, a bucket, a user. */
  subject(call: Call<Read>): string;
  /** What the call changed, before and after, where the record has it: a statement, a port, a setting. */
  changes?(call: Call<Read>, settings: Settings): readonly Change[];
  /** Who did what to what: one sentence without the place and time, which have fields of their own. */
  summarize(call: Call<Read>, settings: Settings): string;
}

/** The identity function: `reads` types the rest of the file. */
export function defineDetection<Read>(definition: DetectionDefinition<Read>): DetectionDefinition<Read> {
  return definition;
}
