import { type Detection } from '@trailbell/detections';
import { type Pattern } from '@trailbell/event-pattern';
import { type Environment } from './config.ts';

/** What the guard tells by itself. */
const GUARDED = ['alerting-pipeline-tampered', 'cloudtrail-stopped', 'organization-left'];

export interface Tampering {
  readonly detection: string;
  readonly title: string;
  /** Exact: no code decides after it. */
  readonly pattern: Pattern;
}

/** The catalogue's own patterns. What a deploy role changes of Trailbell is left out, since no code is there to tell it apart. */
export function tamperingIn(environment: Environment, detections: readonly Detection[]): readonly Tampering[] {
  return detections
    .filter(({ id }) => GUARDED.includes(id))
    .map(({ id, title, pattern }) => ({
      detection: id,
      title,
      pattern: id === 'alerting-pipeline-tampered' ? butBy(deployRolesOf(environment), pattern) : pattern,
    }));
}

function deployRolesOf({ detections, guard }: Environment): readonly string[] {
  return [...new Set([...detections.deployRoles, ...guard.deployRoles])];
}

/** Root, users and services have no session of a role: they are told always. */
function butBy(roles: readonly string[], pattern: Pattern): Pattern {
  if (roles.length === 0) {
    return pattern;
  }
  const arn = [{ 'anything-but': { wildcard: roles } }, { exists: false }] as const;
  const { detail } = pattern;
  return {
    ...pattern,
    detail: { ...(isFields(detail) && detail), userIdentity: { sessionContext: { sessionIssuer: { arn } } } },
  };
}

function isFields(part: Pattern['detail'] | undefined): part is Pattern {
  return part !== undefined && !Array.isArray(part);
}
