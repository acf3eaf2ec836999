import { type Severity, severities } from '@trailbell/detections';
import { type DigestedAlert } from './digest-entry.ts';

export interface Bar {
  /** Epoch milliseconds at which it begins. */
  readonly at: number;
  readonly counts: Readonly<Record<Severity, number>>;
}

/** Alerts over time by severity: bars of one width without gaps, from the first alert to the last. */
export interface Bars {
  /** How much time one bar stands for, in words: `hour`. */
  readonly unit: string;
  readonly unitMs: number;
  readonly bars: readonly Bar[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Hours, unless those would be too few to see anything, or too many to tell apart. */
const UNITS = [
  { unit: '5 minutes', unitMs: 5 * MINUTE, upToMs: 2 * HOUR },
  { unit: 'hour', unitMs: HOUR, upToMs: 2 * DAY },
  { unit: '6 hours', unitMs: 6 * HOUR, upToMs: 10 * DAY },
  { unit: 'day', unitMs: DAY, upToMs: 50 * DAY },
  { unit: 'week', unitMs: 7 * DAY, upToMs: 52 * 7 * DAY },
] as const;
const LONGEST = { unit: '4 weeks', unitMs: 28 * DAY };
/** Of an event time gone wrong by years a chart would show nothing else: the oldest bars are left out. */
const MOST_BARS = 60;

/** By event time. Alerts whose time cannot be read are left out. */
export function barsOf(alerts: readonly DigestedAlert[]): Bars {
  const timed = alerts
    .map(({ eventTime, severity }) => ({ time: Date.parse(eventTime), severity }))
    .filter(({ time }) => Number.isFinite(time));
  const first = timed.reduce((least, { time }) => Math.min(least, time), Infinity);
  const last = timed.reduce((most, { time }) => Math.max(most, time), -Infinity);
  const { unit, unitMs } = UNITS.find(({ upToMs }) => last - first <= upToMs) ?? LONGEST;
  if (timed.length === 0) {
    return { unit: 'hour', unitMs: HOUR, bars: [] };
  }

  const startOf = (time: number) => Math.floor(time / unitMs) * unitMs;
  const from = Math.max(startOf(first), startOf(last) - (MOST_BARS - 1) * unitMs);
  const byBar = Map.groupBy(timed, ({ time }) => startOf(time));
  const bars = Array.from({ length: (startOf(last) - from) / unitMs + 1 }, (_, index): Bar => {
    const at = from + index * unitMs;
    return { at, counts: countBySeverity(byBar.get(at) ?? []) };
  });
  return { unit, unitMs, bars };
}

function countBySeverity(alerts: readonly { readonly severity: Severity }[]): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 } satisfies Record<Severity, number>;
  for (const { severity } of alerts) {
    counts[severity] += 1;
  }
  return counts;
}

export function totalOf({ counts }: Bar): number {
  return severities.reduce((total, severity) => total + counts[severity], 0);
}
