import { type Alert, type Severity, severities } from '@trailbell/detections';

/** Alerts of one detection about one subject are one incident as long as none comes later than this after the one before. */
const WINDOW_MS = 3_600_000;

/** Alerts that would have been one thread. */
export interface Incident {
  /** The first of them. */
  readonly alert: Alert;
  readonly count: number;
  /** Epoch milliseconds. */
  readonly first: number;
  readonly last: number;
  /** The gravest. */
  readonly severity: Severity;
  /** How often it rang: when it opened, and each time it grew graver. */
  readonly interruptions: number;
}

interface Stretch {
  alert: Alert;
  count: number;
  first: number;
  last: number;
  /** When each severity came first. */
  firstBySeverity: Map<Severity, number>;
}

/**
 * Alerts gathered into incidents, the same whatever order they come in: files of one account are not in order of time,
 * and those of several accounts lie one after another. Holds one alert for each incident.
 */
export class Incidents {
  /** By detection, account and subject, in order of time. */
  readonly #stretches = new Map<string, Stretch[]>();

  /** Takes an alert that was not added before. */
  add(alert: Alert): void {
    const key = JSON.stringify([alert.detectionId, alert.account, alert.subject]);
    const known = this.#stretches.get(key) ?? [];
    const time = timeOf(alert);
    const isNear = ({ first, last }: Stretch) => time >= first - WINDOW_MS && time <= last + WINDOW_MS;
    const near = known.filter(isNear);
    const joined = near.reduce(join, {
      alert,
      count: 1,
      first: time,
      last: time,
      firstBySeverity: new Map([[alert.severity, time]]),
    });
    this.#stretches.set(key, [...known.filter((stretch) => !isNear(stretch)), joined]);
  }

  /** In order of time. */
  get all(): readonly Incident[] {
    return [...this.#stretches.values()].flat().map(incidentOf).sort(byTime);
  }
}

function timeOf({ eventTime }: Alert): number {
  const time = Date.parse(eventTime);
  return Number.isNaN(time) ? 0 : time;
}

function join(one: Stretch, other: Stretch): Stretch {
  const firstBySeverity = new Map(one.firstBySeverity);
  for (const [severity, time] of other.firstBySeverity) {
    firstBySeverity.set(severity, Math.min(time, firstBySeverity.get(severity) ?? Infinity));
  }
  return {
    alert: isEarlier(other, one) ? other.alert : one.alert,
    count: one.count + other.count,
    first: Math.min(one.first, other.first),
    last: Math.max(one.last, other.last),
    firstBySeverity,
  };
}

function isEarlier(one: Stretch, other: Stretch): boolean {
  return one.first < other.first || (one.first === other.first && one.alert.eventKey < other.alert.eventKey);
}

function incidentOf({ alert, count, first, last, firstBySeverity }: Stretch): Incident {
  const known = severities.filter((severity) => firstBySeverity.has(severity));
  // Graver ones come first in the list: one rang if it was there before all graver ones.
  const rang = known.filter((severity, index) =>
    known.slice(0, index).every((graver) => (firstBySeverity.get(severity) ?? 0) < (firstBySeverity.get(graver) ?? 0)),
  );
  return { alert, count, first, last, severity: known[0] ?? alert.severity, interruptions: rang.length };
}

function byTime(one: Incident, other: Incident): number {
  return (
    one.first - other.first ||
    compare(one.alert.detectionId, other.alert.detectionId) ||
    compare(one.alert.eventKey, other.alert.eventKey)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
