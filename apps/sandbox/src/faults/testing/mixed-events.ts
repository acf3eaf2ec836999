import { type EventEnvelope, eventKeyOf } from '@trailbell/cloudtrail-types';
import {
  PEN_TESTER,
  addedToGroup,
  keyCreated,
  malformed,
  objectWritten,
  tagged,
  trailNotFound,
  trailStopped,
} from './events.ts';

type Make = (index: number, random: () => number) => EventEnvelope;

/** What a busy day holds: of a hundred events, how many are what. */
const MIX: readonly (readonly [number, Make])[] = [
  [78, (index) => tagged(`tag-${index}`)],
  [6, (index) => trailNotFound(`gone-${index}`)],
  [6, (index, random) => objectWritten(`report-${index}`, { at: someTime(random) })],
  [
    6, // about a few subjects, so that most of them join
    (index, random) =>
      trailStopped(`trail-${below(60, random)}`, {
        ...{ id: `stop-${index}`, by: `user-${below(9, random)}`, from: `203.0.113.${below(9, random)}` },
        ...{ at: someTime(random), ...(random() < 0.3 && { errorCode: 'AccessDenied' }) },
      }),
  ],
  [1, (index, random) => keyCreated(`user-${index}`, { at: someTime(random) })],
  [1, (index, random) => addedToGroup(`user-${index}`, { at: someTime(random) })],
  [1, (index, random) => trailStopped(`lab-${index}`, { by: PEN_TESTER, at: someTime(random) })],
  [1, (index, random) => malformed(`garbled-${index}`, someTime(random))],
];

/** So many events of all kinds, their times in any order. Every tenth comes again, later. */
export function mixedEvents(count: number, random: () => number): readonly EventEnvelope[] {
  const events: EventEnvelope[] = [];
  while (events.length < count) {
    const again = random() < 0.1 ? events[below(events.length, random)] : undefined;
    events.push(again !== undefined && !isOver(again) ? again : madeBy(random, events.length));
  }
  return events;
}

/** What no detection fires on is nothing when it comes again. */
function isOver(event: EventEnvelope): boolean {
  return /^(tag|not-found)-/.test(eventKeyOf(event));
}

function madeBy(random: () => number, index: number): EventEnvelope {
  let drawn = random() * 100;
  const [, make] = MIX.find(([share]) => (drawn -= share) < 0) ?? MIX[0]!;
  return make(index, random);
}

/** Any second of four hours: never so many incidents in one minute that they are folded. */
function someTime(random: () => number): string {
  return new Date(Date.parse('2026-10-13T00:00:00Z') + below(4 * 3_600, random) * 1_000).toISOString();
}

function below(end: number, random: () => number): number {
  return Math.floor(random() * end);
}
