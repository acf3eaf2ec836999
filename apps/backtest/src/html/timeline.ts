import { type Severity, severities } from '@trailbell/detections';
import { type Incident } from '../history/incidents.ts';
import { minuteOf } from '../history/blind-spots.ts';
import { text } from './markup.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** What people think in. Longer than the last one: as many days as it takes. */
const STEPS = [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, DAY_MS, 7 * DAY_MS];
const MOST_BARS = 120;
const WIDTH = 960;
const HEIGHT = 136;
const GROUND = HEIGHT - 1;

interface Bar {
  readonly from: number;
  readonly counts: ReadonlyMap<Severity, number>;
  readonly total: number;
}

/** Incidents over time as stacked bars by severity: as fine as there is room for. */
export function timeline(
  incidents: readonly Incident[],
  period: { readonly from: number; readonly until: number },
): string {
  const step = stepOf(period.until - period.from);
  const bars = barsOf(incidents, period, step);
  const most = Math.max(1, ...bars.map(({ total }) => total));
  const width = WIDTH / Math.max(1, bars.length);
  const drawn = bars.map((bar, index) => drawBar(bar, { x: index * width, width: Math.max(1, width - 2), most }));
  const label = `Incidents over time, at most ${most} in ${durationOf(step)}`;
  return [
    legend(incidents),
    `<svg class="timeline" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${text(label)}">`,
    `<line x1="0" y1="${GROUND}" x2="${WIDTH}" y2="${GROUND}" class="ground"/>`,
    ...drawn,
    '</svg>',
    `<p class="timeline-ends soft"><span>${minuteOf(period.from)}</span><span>${durationOf(step)} a bar, at most ${most}</span><span>${minuteOf(period.until)}</span></p>`,
  ].join('');
}

function legend(incidents: readonly Incident[]): string {
  const entries = severities.flatMap((severity) => {
    const count = incidents.filter((incident) => incident.severity === severity).length;
    return count === 0 ? [] : [`<span class="key ${severity}">${count} ${severity}</span>`];
  });
  return `<p class="legend">${entries.join('')}</p>`;
}

function stepOf(length: number): number {
  return STEPS.find((step) => length <= MOST_BARS * step) ?? Math.ceil(length / DAY_MS / MOST_BARS) * DAY_MS;
}

function barsOf(
  incidents: readonly Incident[],
  period: { readonly from: number; readonly until: number },
  step: number,
) {
  const length = Math.max(1, Math.ceil((period.until - period.from) / step));
  const groups = Map.groupBy(incidents, ({ first }) => Math.floor((first - period.from) / step));
  return Array.from({ length }, (_, index): Bar => {
    const group = groups.get(index) ?? [];
    const counts = new Map(
      severities.map((severity) => [severity, group.filter((incident) => incident.severity === severity).length]),
    );
    return { from: period.from + index * step, counts, total: group.length };
  });
}

function drawBar(
  { from, counts, total }: Bar,
  { x, width, most }: { readonly x: number; readonly width: number; readonly most: number },
): string {
  if (total === 0) {
    return '';
  }
  let y = GROUND;
  const parts = severities.toReversed().map((severity) => {
    const height = ((counts.get(severity) ?? 0) / most) * (GROUND - 8);
    y -= height;
    return height === 0
      ? ''
      : `<rect class="${severity}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`;
  });
  const told = severities.flatMap((severity) => {
    const count = counts.get(severity) ?? 0;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return `<g><title>${minuteOf(from)}: ${told.join(', ')}</title>${parts.join('')}</g>`;
}

function round(value: number): string {
  return value.toFixed(1);
}

function durationOf(step: number): string {
  const [unit, length] = step < HOUR_MS ? ['minute', MINUTE_MS] : step < DAY_MS ? ['hour', HOUR_MS] : ['day', DAY_MS];
  return `${step / length} ${unit}${step === length ? '' : 's'}`;
}
