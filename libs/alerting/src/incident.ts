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
  /** When it was opened, by the clock: a root that is not told long after is stuck. */
  placedAt: z.number().optional(),
  /** Severity and aspects of the alert that opened it: nobody is told them again as new. */
  severity: Severity,
  aspects: z.array(z.string()).readonly(),
  /** The storm it was folded into: its alerts are told in the digest. */
  storm: z.string().optional(),
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
export function incidentAmong<Known extends Pick<Incident, 'eventKey' | 'openedAt' | 'severity' | 'storm'>>(
  incidents: readonly Known[],
  alert: Placed,
): Known | undefined {
  const time = timeOf(alert);
  const windowMs = (alert.windowMinutes ?? WINDOW_MINUTES) * 60_000;
  const near = incidents
    .filter(({ openedAt }) => Math.abs(time - openedAt) < windowMs)
    .filter((incident) => !wouldSilence(incident, alert))
    .sort((one, other) => one.openedAt - other.openedAt);
  return (
    incidents.find((incident) => isOpenedBy(incident, alert)) ??
    near.findLast(({ openedAt }) => openedAt <= time) ??
    near[0]
  );
}

/** A critical alert is heard: it does not follow a lesser incident into the digest, but opens one of its own. */
function wouldSilence({ storm, severity }: Pick<Incident, 'storm' | 'severity'>, alert: Placed): boolean {
  return storm !== undefined && alert.severity === 'critical' && severity !== 'critical';
}

export function isOpenedBy(incident: Pick<Incident, 'eventKey'>, { eventKey }: Pick<Alert, 'eventKey'>): boolean {
  return incident.eventKey === eventKey;
}

type Placed = Pick<Alert, 'eventKey' | 'eventTime' | 'windowMinutes' | 'severity'>;

export function byTimeThenKey(one: Placed, other: Placed): number {
  return timeOf(one) - timeOf(other) || (one.eventKey < other.eventKey ? -1 : 1);
}

export function isGraver(one: Severity, other: Severity): boolean {
  return severities.indexOf(one) < severities.indexOf(other);
}

/** Whether an alert rings nobody: its route is the digest, or its incident was folded into a storm. */
export function isToldInDigest({
  route,
  incident,
}: {
  readonly route: Route;
  readonly incident?: Pick<Incident, 'storm'> | undefined;
}): boolean {
  return route === 'digest' || incident?.storm !== undefined;
}

/** What becomes of an alert that is told: it opens an incident (`alerted`), joins one (`grouped`), or is told in a digest. */
export function outcomeOnceTold({
  alert,
  route,
  incident,
}: {
  readonly alert: Pick<Alert, 'eventKey'>;
  readonly route: Route;
  readonly incident?: Pick<Incident, 'eventKey' | 'storm'> | undefined;
}): 'alerted' | 'grouped' | 'digested' {
  if (isToldInDigest({ route, incident })) {
    return 'digested';
  }
  return incident === undefined || isOpenedBy(incident, alert) ? 'alerted' : 'grouped';
}
