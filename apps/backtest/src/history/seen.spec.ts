import { expect, test } from '@jest/globals';
import { type EventKind, Sightings, kindsSeen, periodOf } from './seen.ts';

const KIND: EventKind = { account: '111122223333', region: 'us-east-1', category: 'Management', access: 'read' };
const OTHER: EventKind = { ...KIND, account: '444455556666' };
const HOUR = 3_600_000;

test('counts events by kind, and knows the hours of each account', () => {
  const seen = new Sightings();
  seen.add(KIND, 5 * HOUR);
  seen.add(KIND, 5 * HOUR + 1);
  seen.add(OTHER, 0);
  seen.add(OTHER, 5 * HOUR);
  seen.add(OTHER, 7 * HOUR);

  expect(kindsSeen(seen)).toEqual([
    { ...KIND, count: 2 },
    { ...OTHER, count: 3 },
  ]);
  expect(seen.hours).toEqual(
    new Map([
      [KIND.account, new Set([5])],
      [OTHER.account, new Set([5, 7])],
    ]),
  );
  expect(periodOf(seen)).toEqual({ from: 5 * HOUR, until: 8 * HOUR });
});

test('what several saw is the sum of it', () => {
  const [one, other] = [new Sightings(), new Sightings()];
  one.add(KIND, HOUR);
  other.add(KIND, 2 * HOUR);
  one.merge(other);

  expect(kindsSeen(one)).toEqual([{ ...KIND, count: 2 }]);
  expect(one.hours.get(KIND.account)).toEqual(new Set([1, 2]));
});

test('events without a time are no time', () => {
  const seen = new Sightings();
  seen.add(KIND, 0);

  expect(periodOf(seen)).toBeUndefined();
});
