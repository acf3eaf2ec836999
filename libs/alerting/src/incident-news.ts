import { createHash } from 'node:crypto';
import { type Alert, type Severity, severities } from '@trailbell/detections';
import { type Incident, isGraver, timeOf } from './incident.ts';
import { type Route } from './routing.ts';

/** What may be new about an alert that joins an incident, beside its severity. */
const ASPECTS = {
  summary: ({ summary }) => summary,
  actor: ({ actor }) => actor.principalArn ?? actor.name,
  source: ({ source }) => source,
  region: ({ region }) => region,
  error: ({ errorCode }) => errorCode ?? '',
} as const satisfies Record<string, (alert: Alert) => string>;
export type Aspect = keyof typeof ASPECTS;

const aspects: readonly Aspect[] = ['summary', 'actor', 'source', 'region', 'error'];

/** What an alert adds to its incident. */
export interface JoinNews {
  readonly aspects: readonly Aspect[];
  /** Whether it made the incident graver. */
  readonly rise: boolean;
}

/** Which alert showed something first, by what it showed: an aspect's name, or a severity. Alerts go by their member names. */
export interface FirstShown {
  readonly aspects: Readonly<Record<string, string>>;
  readonly severities: Readonly<Partial<Record<Severity, string>>>;
}

/** The aspects of an alert, as names short enough for keys. */
export function aspectsOf(alert: Alert): readonly string[] {
  return aspects.map((aspect) => nameOf(aspect, alert));
}

/** The incident an alert opens; of a `storm` when it is folded into one. */
export function openingBy(
  alert: Alert,
  route: Route,
  { storm, placedAt }: { readonly storm?: string | undefined; readonly placedAt?: number } = {},
): Incident {
  const { eventKey, detectionId, severity } = alert;
  return {
    ...{ eventKey, detectionId, route, openedAt: timeOf(alert), severity, aspects: aspectsOf(alert) },
    ...(storm !== undefined && { storm }),
    ...(placedAt !== undefined && { placedAt }),
  };
}

/** What an alert is called among the members of its incident. */
export function memberNameOf({ eventKey }: Pick<Alert, 'eventKey'>): string {
  return eventKey.length <= LONGEST_MEMBER_NAME ? eventKey : hash(eventKey);
}
const LONGEST_MEMBER_NAME = 64;

/** What is new in this alert. As each thing keeps who showed it first, an alert that is evaluated again brings the same news. */
export function newsOf(alert: Alert, incident: Incident, first: FirstShown): JoinNews {
  const me = memberNameOf(alert);
  const others = severities.filter((severity) => (first.severities[severity] ?? me) !== me);
  return {
    aspects: aspects.filter((aspect) => {
      const name = nameOf(aspect, alert);
      return first.aspects[name] === me && !incident.aspects.includes(name);
    }),
    rise:
      first.severities[alert.severity] === me && isGraver(alert.severity, gravestOf([incident.severity, ...others])),
  };
}

export function gravestOf(some: readonly Severity[]): Severity {
  return severities.find((severity) => some.includes(severity)) ?? 'info';
}

function nameOf(aspect: Aspect, alert: Alert): string {
  return `${aspect}:${hash(ASPECTS[aspect](alert))}`;
}

function hash(value: string): string {
  return createHash('sha256').update(value).digest('base64url').slice(0, 22);
}
