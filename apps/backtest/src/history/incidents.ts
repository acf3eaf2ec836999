import {
  type Incident as KnownIncident,
  StormGauge,
  byTimeThenKey,
  incidentAmong,
  openingBy,
  outcomeOnceTold,
  subjectKeyOf,
  timeOf,
} from '@trailbell/alerting';
import { type Alert, type Severity, severities } from '@trailbell/detections';
import { type OutcomeLine, alertId } from './outcome-line.ts';
import { type RoutedAlert } from './ringing.ts';

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

/** An incident as alerting knows it, with the alerts in it. */
interface Group {
  readonly incident: KnownIncident;
  readonly alerts: [Alert, ...Alert[]];
}

/**
 * Alerts gathered into incidents as the stacks do it when alerts arrive in the order of their event times, whatever order they
 * are read in: files of one account are not in order of time, and those of several accounts lie one after another.
 */
export class Incidents {
  readonly #alerts: RoutedAlert[] = [];
  /** A detection's words are the same in each of its alerts: they are kept once. */
  readonly #words = new Map<string, Words>();
  readonly #perMinute: number | undefined;
  #gathered: readonly Group[] | undefined;

  /** `perMinute`: how many new incidents of a minute a route tells one by one; `undefined` for all. */
  constructor(perMinute?: number) {
    this.#perMinute = perMinute;
  }

  /** Takes an alert that was not added before. */
  add({ alert, route }: RoutedAlert): void {
    const { title, why, runbook, falsePositives, techniques } = alert;
    const words = this.#words.get(alert.detectionId) ?? { title, why, runbook, falsePositives, techniques };
    this.#words.set(alert.detectionId, words);
    this.#alerts.push({ alert: { ...alert, ...words }, route });
    this.#gathered = undefined;
  }

  /** Those that are told one by one, in order of time. */
  get all(): readonly Incident[] {
    return incidentsOf(this.#groups.filter(({ incident }) => incident.storm === undefined));
  }

  /** Those that are told in the message of a storm and in the digest. */
  get folded(): readonly Incident[] {
    return incidentsOf(this.#groups.filter(({ incident }) => incident.storm !== undefined));
  }

  get storms(): number {
    return new Set(this.#groups.flatMap(({ incident }) => incident.storm ?? [])).size;
  }

  /** What became of each alert, by `alertId`. */
  get outcomes(): ReadonlyMap<string, OutcomeLine['outcome']> {
    return new Map(
      this.#groups.flatMap(({ incident, alerts }) =>
        alerts.map((alert) => [alertId(alert), outcomeOnceTold({ alert, route: incident.route, incident })] as const),
      ),
    );
  }

  get #groups(): readonly Group[] {
    this.#gathered ??= gathered(this.#alerts, this.#perMinute);
    return this.#gathered;
  }
}

function gathered(alerts: readonly RoutedAlert[], perMinute: number | undefined): readonly Group[] {
  const gauge = new StormGauge(perMinute);
  const bySubject = new Map<string, Group[]>();
  for (const { alert, route } of alerts.toSorted((one, other) => byTimeThenKey(one.alert, other.alert))) {
    const groups = bySubject.get(subjectKeyOf(alert)) ?? [];
    bySubject.set(subjectKeyOf(alert), groups);
    // In this order no other can be near: the last, and one that was folded before it.
    const near = groups.slice(-2);
    const known = incidentAmong(
      near.map(({ incident }) => incident),
      alert,
    );
    const group = near.find(({ incident }) => incident === known);
    if (group) {
      group.alerts.push(alert);
    } else {
      groups.push({ incident: openingBy(alert, route, { storm: gauge.admit(alert, route) }), alerts: [alert] });
    }
  }
  return [...bySubject.values()].flat();
}

function incidentsOf(groups: readonly Group[]): readonly Incident[] {
  return groups.map(({ alerts }) => incidentOf(alerts)).sort(byTime);
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
