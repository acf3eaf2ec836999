import * as z from 'zod'; // not { z }: that bundles every locale
import { type FirstSeenDemand } from '../candidate.ts';

/** What is remembered of a value. Times are epoch ms of calls. */
export const Sighting = z.object({
  /** The event that was the first. */
  event: z.string(),
  last: z.number(),
  /** It came while the detection was learning. */
  learnt: z.boolean(),
});
export type Sighting = z.infer<typeof Sighting>;

export interface SeenEvent {
  readonly key: string;
  readonly time: number;
}

export interface Seen {
  readonly sighting: Sighting;
  /** Whether the event is the one that brought the value, and people are told. */
  readonly isNews: boolean;
}

/** That a value is still in use is written down so often until it would be forgotten. */
const WRITINGS_UNTIL_FORGOTTEN = 10;

/**
 * The sighting with this event. Of all events with a value, in whatever order and however often each comes, one is news, and the
 * same again when it is evaluated again; none of a value that came while the detection was learning.
 */
export function seen(
  known: Sighting | undefined,
  { key: event, time }: SeenEvent,
  { forgetAfterMs }: FirstSeenDemand,
  isLearning: boolean,
): Seen {
  if (known === undefined || time - known.last > forgetAfterMs) {
    return { sighting: { event, last: time, learnt: isLearning }, isNews: !isLearning };
  }
  const isLater = time - known.last >= forgetAfterMs / WRITINGS_UNTIL_FORGOTTEN;
  return { sighting: isLater ? { ...known, last: time } : known, isNews: known.event === event && !known.learnt };
}
