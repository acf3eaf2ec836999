import { type Demand } from './candidate.ts';
import { type Call } from './define-detection.ts';
import { brief } from './reading/text.ts';
import { type Remembers } from './remembers.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LONGEST_BEGINNING = 200;
/** Of one call: a batch names no more. */
const MOST_VALUES = 100;

/** What this call demands of earlier ones; `undefined` when it does not count. */
export function demandOf<Read>(remembers: Remembers<Read>, call: Call<Read>): Demand | undefined {
  const key = remembers.key(call);
  if (key === undefined) {
    return undefined;
  }
  switch (remembers.kind) {
    case 'threshold':
    case 'distinct': {
      const { kind, atLeast, counted, listing = ':' } = remembers;
      const values = (remembers.values?.(call) ?? []).slice(0, MOST_VALUES).map((value) => brief(value));
      const begins = brief(remembers.begins(call), LONGEST_BEGINNING);
      return { kind, key, values, atLeast, windowMs: remembers.windowMinutes * MINUTE_MS, begins, counted, listing };
    }
    case 'sequence': {
      const { kind, steps } = remembers;
      const summary = brief(remembers.summarizeSteps(call), LONGEST_BEGINNING);
      const windowMs = remembers.windowMinutes * MINUTE_MS;
      return { kind, key, values: [remembers.step(call)], steps, windowMs, summary };
    }
    case 'first-seen': {
      const { kind, forgetAfterDays, learningDays } = remembers;
      const value = remembers.value(call);
      return { kind, key, value, forgetAfterMs: forgetAfterDays * DAY_MS, learningMs: learningDays * DAY_MS };
    }
  }
}
