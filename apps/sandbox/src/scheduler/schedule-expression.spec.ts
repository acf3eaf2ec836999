import { expect, test } from '@jest/globals';
import { nextDueOf } from './schedule-expression.ts';

const START = Date.parse('2026-10-13T07:12:30Z');

const firstDue = (expression: string) => new Date(nextDueOf(expression, START)(START) ?? NaN).toISOString();

test.each([
  ['rate(1 minute)', '2026-10-13T07:13:30.000Z'],
  ['rate(5 minutes)', '2026-10-13T07:17:30.000Z'],
  ['rate(2 hours)', '2026-10-13T09:12:30.000Z'],
  ['rate(1 day)', '2026-10-14T07:12:30.000Z'],
  ['cron(0 * * * ? *)', '2026-10-13T08:00:00.000Z'],
  ['cron(0 8 * * ? *)', '2026-10-13T08:00:00.000Z'],
  ['cron(0 7 * * ? *)', '2026-10-14T07:00:00.000Z'],
])('%s is next due at %s', (expression, due) => {
  expect(firstDue(expression)).toBe(due);
});

test('a rate is due at every multiple since it began, however late somebody asks', () => {
  const next = nextDueOf('rate(1 hour)', START);

  expect(next(START + 90 * 60_000)).toBe(START + 2 * 3_600_000);
  expect(next(START + 2 * 3_600_000)).toBe(START + 3 * 3_600_000);
});

test.each(['rate(0 hours)', 'rate(1 fortnight)', 'every hour', 'cron(0 *)'])(
  '%s is refused, with what is valid',
  (expression) => {
    expect(() => nextDueOf(expression, START)).toThrow(
      `the sandbox does not know the schedule ${expression}. Valid: rate(…) in minutes, hours or days, or cron(…)`,
    );
  },
);
