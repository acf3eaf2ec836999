import { type Alert } from '@trailbell/detections';
import * as z from 'zod'; // not { z }: that bundles every locale
import { subjectKeyOf, timeOf } from './incident.ts';
import { type Route, type Routing } from './routing.ts';

/** Where the environment says nothing else. Slack takes 60 messages a minute and channel, and nobody reads as many. */
const INCIDENTS_PER_MINUTE = 20;

/** A storm goes on until so many minutes passed without too many incidents in any. */
export const CALM_MINUTES = 5;

/** More incidents in a minute than people can be told one by one, and all that follow until calm returns. */
export const Storm = z.object({
  /** Names it: its route, and the minute in which it was found. */
  id: z.string(),
  /** The first and the last minute that had too many, in minutes since 1970, by event time. */
  from: z.int(),
  to: z.int(),
});
export type Storm = z.infer<typeof Storm>;

/** New incidents of a route in one minute that are told one by one; `undefined` where all are. */
export function incidentsPerMinuteOf({ storm }: Pick<Routing, 'storm'>): number | undefined {
  return storm === 'off' ? undefined : (storm?.incidentsPerMinute ?? INCIDENTS_PER_MINUTE);
}

export function minuteOf(alert: Pick<Alert, 'eventTime'>): number {
  return Math.floor(timeOf(alert) / 60_000);
}

/** Critical incidents are counted by themselves: others never use up their room. */
export function countedWith(alert: Alert, route: Route): string {
  return `${route}#${alert.severity === 'critical' ? 'critical' : 'others'}#${minuteOf(alert)}`;
}

/**
 * The storm that takes on this incident though its minute had room: one that began in an earlier minute and is not over yet. Never a
 * critical incident.
 */
export function stormOver(storms: readonly Storm[], alert: Alert): Storm | undefined {
  const minute = minuteOf(alert);
  return alert.severity === 'critical'
    ? undefined
    : storms.find(({ from, to }) => from < minute && minute <= to + CALM_MINUTES);
}

/** The storm of a minute that had too many: one close by that goes on, or a new one. */
export function stormOf(storms: readonly Storm[], route: Route, minute: number): Storm {
  const near = storms.find(({ from, to }) => from - CALM_MINUTES <= minute && minute <= to + CALM_MINUTES);
  return near === undefined
    ? { id: `${route} ${new Date(minute * 60_000).toISOString().slice(0, 16)}Z`, from: minute, to: minute }
    : { ...near, from: Math.min(near.from, minute), to: Math.max(near.to, minute) };
}

/** The storms with this one as it is now, in the order in which they began. */
export function stormsWith(storms: readonly Storm[], storm: Storm): readonly Storm[] {
  return [...storms.filter(({ id }) => id !== storm.id), storm].sort((one, other) => one.from - other.from);
}

/** Counts new incidents in memory: for tests and backtest. */
export class StormGauge {
  readonly #counted = new Map<string, Set<string>>();
  readonly #storms = new Map<Route, readonly Storm[]>();
  readonly #perMinute: number | undefined;

  constructor(perMinute: number | undefined) {
    this.#perMinute = perMinute;
  }

  /** The id of the storm that takes on the incident this alert opens; `undefined` when it is told by itself. */
  admit(alert: Alert, route: Route): string | undefined {
    const storms = this.#storms.get(route) ?? [];
    if (this.#perMinute === undefined) {
      return undefined;
    }
    if (this.#hasRoom(countedWith(alert, route), subjectKeyOf(alert), this.#perMinute)) {
      return stormOver(storms, alert)?.id;
    }
    const storm = stormOf(storms, route, minuteOf(alert));
    this.#storms.set(route, stormsWith(storms, storm));
    return storm.id;
  }

  #hasRoom(minute: string, subject: string, most: number): boolean {
    const counted = this.#counted.get(minute) ?? new Set();
    this.#counted.set(minute, counted);
    return counted.has(subject) || (counted.size < most && counted.add(subject).size > 0);
  }
}
