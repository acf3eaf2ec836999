import { incidentsAmong, subjectKeyOf, timeOf } from '@trailbell/alerting';
import { type Alert, type Severity, severities } from '@trailbell/detections';
import { alertId } from './outcome-line.ts';

/** Alerts that would have been one thread. */
export interface Incident {
  /** The one that opened it. */
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

type Words = Pick<Alert, 'title' | 'why' | 'runbook' | 'falsePositives' | 'techniques'>;

/**
 * Alerts gathered into incidents as the stacks do it when alerts arrive in the order of their event times, whatever order they
 * are read in: files of one account are not in order of time, and those of several accounts lie one after another.
 */
export class Incidents {
  readonly #bySubject = new Map<string, Alert[]>();
  /** A detection's words are the same in each of its alerts: they are kept once. */
  readonly #words = new Map<string, Words>();
  #gathered: readonly (readonly [Alert, ...Alert[]])[] | undefined;

  /** Takes an alert that was not added before. */
  add(alert: Alert): void {
    const { title, why, runbook, falsePositives, techniques } = alert;
    const words = this.#words.get(alert.detectionId) ?? { title, why, runbook, falsePositives, techniques };
    this.#words.set(alert.detectionId, words);

    const key = subjectKeyOf(alert);
    const known = this.#bySubject.get(key) ?? [];
    known.push({ ...alert, ...words });
    this.#bySubject.set(key, known);
    this.#gathered = undefined;
  }

  /** In order of time. */
  get all(): readonly Incident[] {
    return this.#groups.map(incidentOf).sort(byTime);
  }

  /** The alerts that opened one, by `alertId`. */
  get openings(): ReadonlySet<string> {
    return new Set(this.#groups.map(([opening]) => alertId(opening)));
  }

  get #groups(): readonly (readonly [Alert, ...Alert[]])[] {
    this.#gathered ??= [...this.#bySubject.values()].flatMap((alerts) => incidentsAmong(alerts));
    return this.#gathered;
  }
}

function incidentOf(alerts: readonly [Alert, ...Alert[]]): Incident {
  const [opening] = alerts;
  const times = alerts.map(timeOf);
  // Graver ones come first in the list: an alert rang if it was graver than all before it.
  const ranks = alerts.map(({ severity }) => severities.indexOf(severity));
  const rang = ranks.filter((rank, index) => ranks.slice(0, index).every((before) => rank < before));
  return {
    alert: opening,
    count: alerts.length,
    first: Math.min(...times),
    last: Math.max(...times),
    severity: severities[Math.min(...ranks)] ?? opening.severity,
    interruptions: rang.length,
  };
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
