import { type Pattern } from '@trailbell/event-pattern';

/** `readOnly: false` in CloudTrail in spite of their names: every rule sees them. */
const NOT_READ_ONLY = ['GetFederationToken', 'GetSessionToken', 'GetSigninToken'];

/**
 * Whether the pattern names calls that EventBridge keeps from a rule in the state `ENABLED`: management calls whose names
 * begin with Get, List or Describe. It wants a rule in the state `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`.
 */
export function wantsReadOnlyCalls(pattern: Pattern): boolean {
  return namesIn(pattern.detail).some((name) => /^(Get|List|Describe)/.test(name) && !NOT_READ_ONLY.includes(name));
}

/** The event names a pattern of `detail` spells out, `$or` branches included; a prefix counts as a name. */
function namesIn(detail: unknown): readonly string[] {
  if (typeof detail !== 'object' || detail === null) {
    return [];
  }
  return Object.entries(detail).flatMap(([field, value]: [string, unknown]) => {
    if (!Array.isArray(value)) {
      return [];
    }
    return field === '$or' ? value.flatMap(namesIn) : field === 'eventName' ? value.flatMap(nameIn) : [];
  });
}

function nameIn(matcher: unknown): readonly string[] {
  if (typeof matcher === 'string') {
    return [matcher];
  }
  const isPrefix = typeof matcher === 'object' && matcher !== null && 'prefix' in matcher;
  return isPrefix && typeof matcher.prefix === 'string' ? [matcher.prefix] : [];
}
