import { describe, expect, test } from '@jest/globals';
import { type SequenceDemand, type ThresholdDemand } from '../candidate.ts';
import { type Firing, type MarkDemand, MarkSet, marked } from './mark-set.ts';

const NOTHING: MarkSet = { marks: [], firings: [] };
const MINUTE = 60_000;

const swap: SequenceDemand = {
  kind: 'sequence',
  key: ['ana', 'i-1'],
  values: [],
  steps: ['stop', 'change', 'start'],
  windowMs: 30 * MINUTE,
  summary: 'ana stopped i-1, changed what it runs and started it',
};

const secrets: ThresholdDemand = {
  kind: 'distinct',
  key: ['ana'],
  values: [],
  atLeast: 3,
  windowMs: 60 * MINUTE,
  begins: 'ana read',
  counted: 'secrets',
  listing: ':',
};

/** What fires as these happen, in this order: `[minute, value]`. */
function firings(demand: MarkDemand, happened: readonly (readonly [number, string])[]): readonly Firing[] {
  let set = NOTHING;
  return happened.flatMap(([minute, value], index) => {
    const event = { key: `event-${index}`, time: minute * MINUTE };
    const after = marked(set, event, { ...demand, values: [value] });
    set = after.set;
    expect(MarkSet.parse(JSON.parse(JSON.stringify(set)))).toEqual(set);
    return after.firing ?? [];
  });
}

describe('steps', () => {
  test.each([
    [
      'in their order',
      [
        [0, 'stop'],
        [2, 'change'],
        [3, 'start'],
      ],
      'event-2',
    ],
    [
      'told out of their order',
      [
        [3, 'start'],
        [0, 'stop'],
        [2, 'change'],
      ],
      'event-2',
    ],
    [
      'within one second',
      [
        [0, 'change'],
        [0, 'start'],
        [0, 'stop'],
      ],
      'event-2',
    ],
    [
      'with others between',
      [
        [0, 'stop'],
        [1, 'start'],
        [2, 'change'],
        [3, 'stop'],
        [4, 'start'],
      ],
      'event-4',
    ],
    [
      'begun once more in time',
      [
        [0, 'stop'],
        [29, 'stop'],
        [31, 'change'],
        [32, 'start'],
      ],
      'event-3',
    ],
  ] as const)('fire %s', (_, happened, event) => {
    expect(firings(swap, happened).map((firing) => firing.event)).toEqual([event]);
  });

  test.each([
    [
      'of which one is missing',
      [
        [0, 'stop'],
        [3, 'start'],
        [4, 'stop'],
      ],
    ],
    [
      'in another order',
      [
        [0, 'change'],
        [1, 'stop'],
        [2, 'start'],
      ],
    ],
    [
      'that took as long as a window',
      [
        [0, 'stop'],
        [2, 'change'],
        [30, 'start'],
      ],
    ],
  ] as const)('do not fire %s', (_, happened) => {
    expect(firings(swap, happened)).toEqual([]);
  });

  test('are told with when they began and ended', () => {
    expect(
      firings(swap, [
        [1, 'stop'],
        [2, 'change'],
        [9, 'start'],
      ]),
    ).toMatchObject([{ count: 3, since: MINUTE, until: 9 * MINUTE, values: ['stop', 'change', 'start'] }]);
  });
});

describe('different values', () => {
  test('fire when there are enough of them, with those there were', () => {
    expect(
      firings(secrets, [
        [0, 'a'],
        [1, 'a'],
        [8, 'b'],
        [20, 'c'],
        [21, 'd'],
      ]),
    ).toMatchObject([{ event: 'event-3', count: 3, since: 0, until: 20 * MINUTE, values: ['a', 'b', 'c'] }]);
  });

  test('count as long as they come again', () => {
    const again = Array.from({ length: 20 }, (_, index) => [index * 5, 'a'] as const);

    expect(firings(secrets, [...again, [100, 'b'], [105, 'c']])).toHaveLength(1);
  });

  test('of a window that is over do not count', () => {
    expect(
      firings(secrets, [
        [0, 'a'],
        [60, 'b'],
        [65, 'c'],
      ]),
    ).toEqual([]);
  });

  test('that come again all day are written down seldom, and kept few', () => {
    let set = NOTHING;
    let writings = 0;
    for (let second = 0; second < 24 * 3_600; second += 30) {
      const after = marked(
        set,
        { key: `${second}`, time: second * 1_000 },
        { ...secrets, values: [`v${second % 60}`] },
      );
      writings += Number(after.set !== set);
      set = after.set;
    }

    expect(writings).toBeLessThanOrEqual(24 * 12 * 2);
    expect(set.marks.length).toBeLessThanOrEqual(2 * 2 * 8);
  });
});

test('one call with many values counts as many', () => {
  const { firing } = marked(NOTHING, { key: 'batch', time: 0 }, { ...secrets, values: ['a', 'b', 'c', 'd'] });

  expect(firing).toMatchObject({ event: 'batch', count: 4, values: ['a', 'b', 'c', 'd'] });
});
