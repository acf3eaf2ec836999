import { describe, expect, test } from '@jest/globals';
import { LONGEST_WAIT_MS, receivesWithin, retryWaitMs } from './retry-schedule.ts';

const HOUR_MS = 3_600_000;
const FOUR_DAYS_MS = 96 * HOUR_MS;

describe('the waits between tries', () => {
  test('double from half a minute to ten minutes', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7].map((receives) => retryWaitMs(receives, 0, 0.5) / 1_000);

    expect(waits).toEqual([30, 60, 120, 240, 480, 600, 600]);
  });

  test('are a fifth shorter or longer, by chance', () => {
    expect([0, 0.5, 1].map((random) => retryWaitMs(6, 0, random) / 1_000)).toEqual([480, 600, 720]);
  });

  test('are never shorter than the service asked for, up to an hour', () => {
    expect(retryWaitMs(1, 90_000, 0)).toBe(90_000);
    expect(retryWaitMs(1, 7 * HOUR_MS, 0)).toBe(HOUR_MS);
  });

  test('come to four days before the message is given up, give or take a fifth, which is well within what the queue keeps', () => {
    const receives = receivesWithin(FOUR_DAYS_MS);
    const total = (random: () => number) =>
      Array.from({ length: receives }, (_, index) => retryWaitMs(index + 1, 0, random())).reduce((sum, ms) => sum + ms);

    expect(receives).toBeLessThanOrEqual(1_000); // SQS counts no further
    expect(total(() => 0.5) / FOUR_DAYS_MS).toBeCloseTo(1, 2);
    expect(total(() => 1)).toBeLessThan(14 * 24 * HOUR_MS);
    expect(total(() => 0) / FOUR_DAYS_MS).toBeCloseTo(0.8, 2);
  });

  test('cost no receive more than the longest, so that a consumer that always dies gives up no sooner', () => {
    expect(receivesWithin(FOUR_DAYS_MS) * LONGEST_WAIT_MS).toBeGreaterThanOrEqual(FOUR_DAYS_MS);
  });
});
