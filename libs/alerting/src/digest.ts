import { type Severity, severities } from '@trailbell/detections';
import { type DigestedAlert } from './digest-entry.ts';
import { inOneLine, lineKeyOf } from './digest-line.ts';

/** How many alerts share a name: a detection's title, an actor, an account. */
export interface Count {
  readonly name: string;
  readonly count: number;
}

export interface DetectionCount extends Count {
  readonly detectionId: string;
  /** The gravest among them. */
  readonly severity: Severity;
}

/** Alerts that say the same, or are of one deployment, shown as one line. */
export interface DigestLine {
  /** The first of them. */
  readonly alert: DigestedAlert;
  readonly count: number;
  readonly lastTime: string;
}

/** Many alerts, told together: counts by detection, actor and account, and the most telling lines. */
export interface Digest {
  readonly total: number;
  /** Event times of the first and the last alert; absent when there is none. */
  readonly period?: { readonly first: string; readonly last: string };
  readonly byDetection: readonly DetectionCount[];
  readonly byActor: readonly Count[];
  readonly byAccount: readonly Count[];
  /** The most telling first: graver, then rarer, then earlier. */
  readonly lines: readonly DigestLine[];
  /** Alerts in no line, because there were too many. They are in the counts. */
  readonly notShown: number;
}

export const DIGEST_LINES = 20;

/** The digest of these alerts, the same whatever order they came in. */
export function digestOf(alerts: readonly DigestedAlert[], maxLines: number = DIGEST_LINES): Digest {
  const inOrder = alerts.toSorted(byTimeThenKey);
  const byDetection = detectionCounts(inOrder);
  const lines = mostTelling(linesOf(inOrder), byDetection).slice(0, maxLines);
  const first = inOrder.at(0);
  const last = inOrder.at(-1);

  return {
    total: alerts.length,
    ...(first && last && { period: { first: first.eventTime, last: last.eventTime } }),
    byDetection,
    byActor: countsOf(inOrder.map(({ actor }) => actor.name)),
    byAccount: countsOf(inOrder.map(({ account }) => account)),
    lines,
    notShown: alerts.length - lines.reduce((shown, { count }) => shown + count, 0),
  };
}

function detectionCounts(alerts: readonly DigestedAlert[]): readonly DetectionCount[] {
  const groups = Map.groupBy(alerts, ({ detectionId }) => detectionId);
  return [...groups]
    .map(([detectionId, group]) => ({
      detectionId,
      name: group[0]?.title ?? detectionId,
      count: group.length,
      severity: gravest(group),
    }))
    .sort((a, b) => rank(a.severity) - rank(b.severity) || b.count - a.count || compare(a.detectionId, b.detectionId));
}

function linesOf(alerts: readonly DigestedAlert[]): readonly DigestLine[] {
  const groups = Map.groupBy(alerts, lineKeyOf);
  return [...groups.values()].flatMap((group) => {
    const [alert] = group;
    const last = group.at(-1);
    return alert && last ? [{ alert: inOneLine(alert, group), count: group.length, lastTime: last.eventTime }] : [];
  });
}

/** Graver first; among equals the first line of each detection before the second of any, rarer detections before common ones. */
function mostTelling(lines: readonly DigestLine[], byDetection: readonly DetectionCount[]): readonly DigestLine[] {
  const commonness = new Map(byDetection.map(({ detectionId, count }) => [detectionId, count]));
  const seen = new Map<string, number>();

  return lines
    .map((line) => {
      const { detectionId, severity } = line.alert;
      const turn = seen.get(`${severity} ${detectionId}`) ?? 0;
      seen.set(`${severity} ${detectionId}`, turn + 1);
      return { line, severity: rank(severity), turn, commonness: commonness.get(detectionId) ?? 0 };
    })
    .sort(
      (a, b) =>
        a.severity - b.severity ||
        a.turn - b.turn ||
        a.commonness - b.commonness ||
        byTimeThenKey(a.line.alert, b.line.alert),
    )
    .map(({ line }) => line);
}

function countsOf(names: readonly string[]): readonly Count[] {
  const groups = Map.groupBy(names, (name) => name);
  return [...groups]
    .map(([name, group]) => ({ name, count: group.length }))
    .sort((a, b) => b.count - a.count || compare(a.name, b.name));
}

function gravest(alerts: readonly DigestedAlert[]): Severity {
  return severities.find((severity) => alerts.some((alert) => alert.severity === severity)) ?? 'info';
}

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

function byTimeThenKey(a: DigestedAlert, b: DigestedAlert): number {
  return compare(a.eventTime, b.eventTime) || compare(a.eventKey, b.eventKey) || compare(a.detectionId, b.detectionId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
