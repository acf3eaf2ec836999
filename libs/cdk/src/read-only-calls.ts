import { type Pattern } from '@trailbell/event-pattern';

/** `readOnly: false` in CloudTrail in spite of their names: every rule sees them. */
const NOT_READ_ONLY = ['GetFederationToken', 'GetSessionToken', 'GetSigninToken'];

/**
 * Whether the pattern names calls that EventBridge keeps from a rule in the state `ENABLED`: management calls whose names
 * begin with Get, List or Describe. It wants a rule in the state `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`.
 */
export function wantsReadOnlyCalls(pattern: Pattern): boolean {
  return eventNamesIn(pattern).some((name) => /^(Get|List|Describe)/.test(name) && !NOT_READ_ONLY.includes(name));
}

/** The event names a pattern spells out, in every branch; a prefix counts as a name. */
function eventNamesIn(pattern: object): readonly string[] {
  return entriesOf(pattern).flatMap(([field, value]) => {
    switch (field) {
      case 'detail':
        return isObject(value) ? eventNamesIn(value) : [];
      case '$or':
        return Array.isArray(value) ? value.filter(isObject).flatMap(eventNamesIn) : [];
      case 'eventName':
        return Array.isArray(value) ? value.flatMap(namesOf) : [];
      default:
        return [];
    }
  });
}

function namesOf(condition: unknown): readonly string[] {
  if (typeof condition === 'string') {
    return [condition];
  }
  const prefix = isObject(condition) && 'prefix' in condition ? condition.prefix : undefined;
  return typeof prefix === 'string' ? [prefix] : [];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value);
}
