import { type Alert } from '../alert.ts';
import { type Candidate, type Demand } from '../candidate.ts';
import { withEvidence } from './describe-firing.ts';
import { MarkSet, keepMarksForMs, marked } from './mark-set.ts';
import { Sighting, seen } from './sighting.ts';

/** What is known of the calls before a candidate's. */
export interface Recollection {
  /** What the last decision about the same key left behind; `undefined` when there was none. What cannot be read is counted anew. */
  readonly document: unknown;
  /** Whether nothing is told yet because the account is still being learnt. */
  readonly isLearning: boolean;
}

export interface Decided {
  /** The alert to raise, if any. */
  readonly answer: Alert | undefined;
  /** What to remember from now on, as plain JSON; absent when nothing changes. */
  readonly document?: object;
}

/** What a candidate comes to. The same event may be decided again: it comes to the same. */
export function decided({ alert, demand, otherwise }: Candidate, { document, isLearning }: Recollection): Decided {
  const event = { key: alert.eventKey, time: timeOf(alert) };
  if (demand.kind === 'first-seen') {
    const known = Sighting.safeParse(document).data;
    const { sighting, isNews } = seen(known, event, demand, isLearning);
    return { answer: isNews ? alert : otherwise, ...(sighting !== known && { document: sighting }) };
  }
  const before = MarkSet.safeParse(document).data ?? { marks: [], firings: [] };
  const { set, firing } = marked(before, event, demand);
  return {
    answer: firing ? withEvidence(alert, firing, demand) : otherwise,
    ...(set !== before && { document: set }),
  };
}

/** What the document of a demand is found by, beside the detection. */
export function documentKeyOf(demand: Demand): readonly string[] {
  return [demand.kind, ...demand.key, ...(demand.kind === 'first-seen' ? [demand.value] : [])];
}

/** How long a document is of use after it was written. */
export function keepForMs(demand: Demand): number {
  return demand.kind === 'first-seen' ? demand.forgetAfterMs : keepMarksForMs(demand);
}

/** Epoch ms. An event whose time nobody can read is of no time: it counts with others like it. */
export function timeOf({ eventTime }: Alert): number {
  const time = Date.parse(eventTime);
  return Number.isNaN(time) ? 0 : time;
}
