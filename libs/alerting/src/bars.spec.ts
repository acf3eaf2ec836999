import { expect, test } from '@jest/globals';
import { severities } from '@trailbell/detections';
import fc from 'fast-check';
import { barsOf, totalOf } from './bars.ts';
import { alertOf } from './testing/alert-of.ts';

const at = (...times: readonly string[]) => times.map((eventTime) => alertOf({ eventTime }));
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test('of alerts within two hours a bar is five minutes', () => {
  const { unit, bars } = barsOf(at('2026-10-13T07:02:00Z', '2026-10-13T07:04:59Z', '2026-10-13T07:11:00Z'));

  expect(unit).toBe('5 minutes');
  expect(bars.map((bar) => [new Date(bar.at).toISOString(), totalOf(bar)])).toEqual([
    ['2026-10-13T07:00:00.000Z', 2],
    ['2026-10-13T07:05:00.000Z', 0],
    ['2026-10-13T07:10:00.000Z', 1],
  ]);
});

test.each([
  ['2026-10-13T09:00:00Z', '5 minutes'],
  ['2026-10-13T09:00:01Z', 'hour'],
  ['2026-10-15T07:00:00Z', 'hour'],
  ['2026-10-15T07:00:01Z', '6 hours'],
  ['2026-10-23T07:00:01Z', 'day'],
  ['2026-12-13T07:00:00Z', 'week'],
  ['2028-10-13T07:00:00Z', '4 weeks'],
])('from 2026-10-13T07:00:00Z to %s a bar is %s', (last, unit) => {
  expect(barsOf(at('2026-10-13T07:00:00Z', last)).unit).toBe(unit);
});

test('counts severities apart', () => {
  const [bar] = barsOf([
    ...at('2026-10-13T07:02:00Z'),
    alertOf({ severity: 'low' }),
    alertOf({ severity: 'low' }),
  ]).bars;

  expect(bar?.counts).toEqual({ critical: 1, high: 0, medium: 0, low: 2, info: 0 });
});

test('of nothing, or of times nobody can read, there is no bar', () => {
  expect(barsOf([]).bars).toEqual([]);
  expect(barsOf(at('yesterday')).bars).toEqual([]);
});

test('one event whose time went wrong by decades leaves the bars of the others in view', () => {
  const { bars } = barsOf(at('1970-01-01T00:00:00Z', '2026-10-13T07:00:00Z'));

  expect(bars.length).toBeLessThanOrEqual(60);
  expect(totalOf(bars.at(-1)!)).toBe(1);
});

test('of alerts within some months every one is counted, in bars without gaps, whatever the order', () => {
  const start = Date.parse('2026-10-13T07:00:00Z');
  const anyAlert = fc.record({
    minute: fc.nat({ max: (50 * DAY) / MINUTE }),
    severity: fc.constantFrom(...severities),
  });

  fc.assert(
    fc.property(fc.array(anyAlert, { minLength: 1, maxLength: 40 }), (drawn) => {
      const alerts = drawn.map(({ minute, severity }) =>
        alertOf({ severity, eventTime: new Date(start + minute * MINUTE).toISOString() }),
      );
      const { bars, unitMs } = barsOf(alerts);

      expect(bars.reduce((sum, bar) => sum + totalOf(bar), 0)).toBe(alerts.length);
      expect(bars.every((bar, index) => bar.at === (bars[0]?.at ?? 0) + index * unitMs)).toBe(true);
      expect(barsOf(alerts.toReversed())).toEqual({ bars, unit: barsOf(alerts).unit, unitMs });
    }),
  );
});
