import { type Bars, totalOf } from '@trailbell/alerting';
import { type Severity, severities } from '@trailbell/detections';
import { severityWord } from '../describe-alert.ts';

/** In the size it is drawn; the picture has twice as many pixels. */
const WIDTH = 720;
const HEIGHT = 260;
const PLOT = { left: 44, right: 704, top: 52, bottom: 216 } as const;

/** Told apart without colour too: by lightness, and by their order in every bar. */
const COLOURS: Readonly<Record<Severity, string>> = {
  critical: '#b42318',
  high: '#e8700a',
  medium: '#f2b807',
  low: '#3b7dd8',
  info: '#b6c2d1',
};
const INK = '#1d2939';
const QUIET_INK = '#667085';
const LINE = '#e4e7ec';

/** The least severe at the bottom. */
const STACK = [...severities].reverse();

/** Stacked bars over time by severity, as SVG. Every text in it is ours. */
export function barsSvg(bars: Bars): string {
  const top = ceilingOf(Math.max(1, ...bars.bars.map(totalOf)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Inter" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="16" y="26" font-size="15" fill="${INK}">Alerts per ${bars.unit} (UTC)</text>`,
    ...legend(bars),
    ...grid(top),
    ...stacks(bars, top),
    ...timeAxis(bars),
    '</svg>',
  ].join('\n');
}

/** A round number at or above the highest bar, so that the grid has whole numbers. */
function ceilingOf(highest: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 4, 5, 10].find((times) => times * magnitude >= highest) ?? 10;
  return Math.max(step * magnitude, 2);
}

function legend({ bars }: Bars): readonly string[] {
  const present = severities.filter((severity) => bars.some(({ counts }) => counts[severity] > 0));
  const width = 76;
  return present.map((severity, index) => {
    const x = PLOT.right - (present.length - index) * width + 6;
    return `<rect x="${x}" y="17" width="10" height="10" rx="2" fill="${COLOURS[severity]}"/><text x="${x + 15}" y="26" fill="${INK}">${severityWord(severity)}</text>`;
  });
}

function grid(top: number): readonly string[] {
  return [0, top / 2, top].map((value) => {
    const y = heightAt(value, top);
    return `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y}" y2="${y}" stroke="${value === 0 ? QUIET_INK : LINE}"/><text x="${PLOT.left - 8}" y="${y + 4}" text-anchor="end" fill="${QUIET_INK}">${value}</text>`;
  });
}

function stacks(bars: Bars, top: number): readonly string[] {
  const { width, leftOf } = slots(bars);
  return bars.bars.flatMap(({ counts }, index) => {
    let below = 0;
    return STACK.filter((severity) => counts[severity] > 0).map((severity) => {
      const y = heightAt(below + counts[severity], top);
      const height = heightAt(below, top) - y;
      below += counts[severity];
      return `<rect x="${round(leftOf(index))}" y="${y}" width="${round(width)}" height="${round(height)}" fill="${COLOURS[severity]}"/>`;
    });
  });
}

/** About six times are written, each below the left edge of its bar. */
function timeAxis(bars: Bars): readonly string[] {
  const { leftOf } = slots(bars);
  const every = Math.max(1, Math.ceil(bars.bars.length / 6));
  return bars.bars.flatMap(({ at }, index) =>
    index % every === 0
      ? [
          `<text x="${round(leftOf(index))}" y="${PLOT.bottom + 22}" fill="${QUIET_INK}">${timeText(at, bars.unitMs)}</text>`,
        ]
      : [],
  );
}

/** A single bar is no wider than a sixth of the plot. */
function slots({ bars }: Bars): { readonly width: number; readonly leftOf: (index: number) => number } {
  const slot = (PLOT.right - PLOT.left) / Math.max(bars.length, 6);
  return { width: Math.max(slot * 0.76, 1), leftOf: (index) => PLOT.left + 4 + index * slot };
}

const DAY_MS = 24 * 60 * 60 * 1000;
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

function timeText(at: number, unitMs: number): string {
  const time = new Date(at);
  const clock = time.toISOString().slice(11, 16);
  if (unitMs >= DAY_MS) {
    return day.format(time);
  }
  return unitMs > 60 * 60 * 1000 ? `${day.format(time)} ${clock}` : clock;
}

function heightAt(value: number, top: number): number {
  return round(PLOT.bottom - (value / top) * (PLOT.bottom - PLOT.top));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
