import { eventKeyOf } from '@trailbell/cloudtrail-types';
import { type Input } from './read-input.ts';

/** So many events wait for earlier ones to come: as many as the backtest lets wait. */
const MOST_WAITING = 20_000;

type Event = Extract<Input, { kind: 'event' }>;

/**
 * A recording in the order of its events' times, which is about the order in which they arrived when they were new; files hold
 * them in the order in which CloudTrail delivered files, and those of several accounts lie one after another. Of too many the
 * earlier half goes on. Of one time, the event key decides: the same every time. What is unreadable waits for nothing.
 */
export async function* inEventOrder(
  inputs: AsyncIterable<Input>,
  most = MOST_WAITING,
): AsyncGenerator<Input, undefined> {
  let waiting: Event[] = [];
  for await (const input of inputs) {
    if (input.kind === 'unreadable') {
      yield input;
      continue;
    }
    waiting.push(input);
    if (waiting.length > most) {
      const inOrder = waiting.sort(byEvent);
      waiting = inOrder.splice(Math.ceil(inOrder.length / 2));
      yield* inOrder;
    }
  }
  yield* waiting.sort(byEvent);
  return undefined;
}

/** Times of events sort as text. */
function byEvent({ envelope: one }: Event, { envelope: other }: Event): number {
  return compare(one.time, other.time) || compare(eventKeyOf(one), eventKeyOf(other));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
