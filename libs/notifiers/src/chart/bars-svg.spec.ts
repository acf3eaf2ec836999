import { describe, expect, test } from '@jest/globals';
import { barsOf } from '@trailbell/alerting';
import { alertExample } from '../testing/alert-example.ts';
import { barsSvg } from './bars-svg.ts';
import { describeBars } from './describe-bars.ts';

const at = (...times: readonly string[]) => times.map((time) => alertExample({ eventTime: `2026-11-${time}:00Z` }));
const heights = (svg: string) =>
  [...svg.matchAll(/<rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/g)]
    .map(([, y, height]) => [Number(y), Number(height)])
    .filter(([y = 0]) => y > 40);

describe('the chart', () => {
  test('stacks severities, the gravest on top, to scale', () => {
    const svg = barsSvg(
      barsOf([...at('23T13:05', '23T13:06'), alertExample({ severity: 'info', eventTime: '2026-11-23T13:07:00Z' })]),
    );

    // Four would fill the plot from 216 up to 52; the one of info stands below the two critical ones.
    expect(heights(svg)).toEqual([
      [175, 41],
      [93, 82],
    ]);
  });

  test('names the severities it shows and no others', () => {
    const svg = barsSvg(barsOf(at('23T13:05')));

    expect(svg).toContain('>Critical<');
    expect(svg).not.toContain('>High<');
  });

  test('holds no text of a record', () => {
    const hostile = alertExample({ title: '<script>', summary: '<script>', eventTime: '<script>' });

    expect(barsSvg(barsOf([hostile, ...at('23T13:05')]))).not.toContain('script');
  });

  test('of one alert, of two days and of a year is drawn', () => {
    for (const times of [['23T13:05'], ['21T13:05', '23T13:05'], ['01T13:05', '23T13:05']]) {
      expect(barsSvg(barsOf(at(...times)))).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});

test('says in words what it shows', () => {
  expect(describeBars(barsOf(at('21T13:05', '23T12:05', '23T12:55')))).toBe(
    'Stacked bars, one for each hour: 3 alerts, of which 3 critical. Most in the bar of 2026-11-23 12:00:00 UTC: 2.',
  );
});
