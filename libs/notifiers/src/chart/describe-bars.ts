import { type Bar, type Bars, totalOf } from '@trailbell/alerting';
import { severities } from '@trailbell/detections';
import { severityWord } from '../describe-alert.ts';
import { utc } from '../text/utc.ts';

/** The chart in words, for those who do not see it: how many of what severity, and when most. */
export function describeBars({ unit, bars }: Bars): string {
  const sums = severities.map((severity) => ({
    severity,
    sum: bars.reduce((total, { counts }) => total + counts[severity], 0),
  }));
  const total = sums.reduce((all, { sum }) => all + sum, 0);
  const bySeverity = sums
    .filter(({ sum }) => sum > 0)
    .map(({ severity, sum }) => `${sum} ${severityWord(severity).toLowerCase()}`);
  const most = bars.reduce<Bar | undefined>((top, bar) => (top && totalOf(top) >= totalOf(bar) ? top : bar), undefined);
  return [
    `Stacked bars, one for each ${unit}: ${total} ${total === 1 ? 'alert' : 'alerts'}, of which ${bySeverity.join(', ')}.`,
    ...(most ? [`Most in the bar of ${utc(new Date(most.at))}: ${totalOf(most)}.`] : []),
  ].join(' ');
}
