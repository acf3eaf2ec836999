import { type Detection } from '@trailbell/detections';
import { type Pattern, SERVICE_LIMITS } from '@trailbell/event-pattern';
import { type Environment } from './config.ts';
import { literalsAt } from './literals-at.ts';

/** What the guard tells by itself. */
const GUARDED = ['alerting-pipeline-tampered', 'cloudtrail-stopped', 'organization-left'];

export interface Tampering {
  /** The id of the detection; of those in parts, and the part. */
  readonly id: string;
  readonly title: string;
  /** Exact: no code decides after it. */
  readonly pattern: Pattern;
}

/** The catalogue's own patterns. What a deploy role changes of Trailbell is left out, since no code is there to tell it apart. */
export function tamperingIn(environment: Environment, detections: readonly Detection[]): readonly Tampering[] {
  return detections
    .filter(({ id }) => GUARDED.includes(id))
    .flatMap(({ id, title, pattern }) =>
      inParts({
        ...(id === 'alerting-pipeline-tampered' ? butBy(deployRolesOf(environment), pattern) : pattern),
        ...FROM_AWS,
      }).map((part, index) => ({ id: index === 0 ? id : `${id}-${String(index + 1)}`, title, pattern: part })),
    );
}

/** Only AWS itself can put an event whose source begins so: nobody makes the guard tell of what never happened. */
const FROM_AWS = { source: [{ prefix: 'aws.' }] } as const satisfies Pattern;

const ROOM_FOR_REPLAYS = 40;

/** One pattern, or, where that is too long for a rule, several that share out the names of the calls: no call is in two. */
function inParts(pattern: Pattern): readonly Pattern[] {
  const { detail } = pattern;
  const names = literalsAt(pattern, 'detail', 'eventName') ?? [];
  const fits = JSON.stringify(pattern).length <= SERVICE_LIMITS.patternLength - ROOM_FOR_REPLAYS;
  if (fits || names.length < 2 || !isFields(detail)) {
    return [pattern];
  }
  const middle = Math.ceil(names.length / 2);
  return [names.slice(0, middle), names.slice(middle)].flatMap((eventName) =>
    inParts({ ...pattern, detail: { ...detail, eventName } }),
  );
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
