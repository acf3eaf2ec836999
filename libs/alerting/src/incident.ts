import { type Alert, Severity, severities } from '@trailbell/detections';
import * as z from 'zod'; // not { z }: that bundles every locale
import { Route } from './routing.ts';

/**
 * An incident: alerts of one detection about one subject in one account, within the detection's window of the alert that
 * opened it. It is known by that alert.
 */
export const Incident = z.object({
  /** Of the alert that opened it. */
  eventKey: z.string(),
  detectionId: z.string(),
  /** Where it was told. */
  route: Route,
  /** Event time of the alert that opened it, epoch milliseconds. */
  openedAt: z.number(),
  /** Severity and aspects of the alert that opened it: nobody is told them again as new. */
  severity: Severity,
  aspects: z.array(z.string()).readonly(),
});
export type Incident = z.infer<typeof Incident>;

/** Where the detection says nothing else. */
const WINDOW_MINUTES = 60;

/** Detection, account and subject: only alerts that have all three in common can be one incident. Never the actor. */
export function subjectKeyOf({ detectionId, account, subject }: Alert): string {
  return JSON.stringify([detectionId, account, subject]);
}

/** Event time, epoch milliseconds. */
export function timeOf({ eventTime }: Pick<Alert, 'eventTime'>): number {
  const time = Date.parse(eventTime);
  return Number.isNaN(time) ? 0 : time;
}

/**
 * The incident an alert belongs to, among those of its subject; `undefined` when it opens a new one. The latest that began
 * before it, so that an alert that comes late finds its own; else the first that began after it.
 */
export function incidentAmong<Known extends Pick<Incident, 'eventKey' | 'openedAt'>>(
  incidents: readonly Known[],
  alert: Timed,
): Known | undefined {
  const time = timeOf(alert);
  const windowMs = (alert.windowMinutes ?? WINDOW_MINUTES) * 60_000;
  const near = incidents
    .filter(({ openedAt }) => Math.abs(time - openedAt) < windowMs)
    .sort((one, other) => one.openedAt - other.openedAt);
  return (
    incidents.find((incident) => isOpenedBy(incident, alert)) ??
    near.findLast(({ openedAt }) => openedAt <= time) ??
    near[0]
  );
}

export function isOpenedBy(incident: Pick<Incident, 'eventKey'>, { eventKey }: Pick<Alert, 'eventKey'>): boolean {
  return incident.eventKey === eventKey;
}

/**
 * What alerts of one subject come to when they arrive in the order of their event times: a list for each incident, which
 * begins with the alert that opened it.
 */
export function incidentsAmong<Member extends Timed>(alerts: readonly Member[]): readonly [Member, ...Member[]][] {
  const incidents: { eventKey: string; openedAt: number; members: [Member, ...Member[]] }[] = [];
  for (const alert of alerts.toSorted(byTimeThenKey)) {
    const known = incidentAmong(incidents.slice(-1), alert); // in this order no other can be near
    if (known) {
      known.members.push(alert);
    } else {
      incidents.push({ eventKey: alert.eventKey, openedAt: timeOf(alert), members: [alert] });
    }
  }
  return incidents.map(({ members }) => members);
}

type Timed = Pick<Alert, 'eventKey' | 'eventTime' | 'windowMinutes'>;

function byTimeThenKey(one: Timed, other: Timed): number {
  return timeOf(one) - timeOf(other) || (one.eventKey < other.eventKey ? -1 : 1);
}

export function isGraver(one: Severity, other: Severity): boolean {
  return severities.indexOf(one) < severities.indexOf(other);
}

/** What becomes of an alert that is told: it opens an incident (`alerted`), joins one (`grouped`), or is told in a digest. */
export function outcomeOnceTold({
  alert,
  route,
  incident,
}: {
  readonly alert: Pick<Alert, 'eventKey'>;
  readonly route: Route;
  readonly incident?: Pick<Incident, 'eventKey'> | undefined;
}): 'alerted' | 'grouped' | 'digested' {
  if (route === 'digest') {
    return 'digested';
  }
  return incident === undefined || isOpenedBy(incident, alert) ? 'alerted' : 'grouped';
}
