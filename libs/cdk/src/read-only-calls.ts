import { type Pattern, parsePattern } from '@trailbell/event-pattern';

/** `readOnly: false` in CloudTrail in spite of their names: every rule sees them. */
const NOT_READ_ONLY = ['GetFederationToken', 'GetSessionToken', 'GetSigninToken'];

/**
 * Whether the pattern names calls that EventBridge keeps from a rule in the state `ENABLED`: management calls whose names
 * begin with Get, List or Describe. It wants a rule in the state `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`.
 */
export function wantsReadOnlyCalls(pattern: Pattern): boolean {
  return eventNamesIn(pattern).some((name) => /^(Get|List|Describe)/.test(name) && !NOT_READ_ONLY.includes(name));
}

/** The event names a pattern spells out, in every branch; what they begin with counts as a name. */
function eventNamesIn(pattern: Pattern): readonly string[] {
  const { subRules } = parsePattern(JSON.stringify(pattern));
  return subRules
    .flatMap((fields) => fields.get('detail.eventName') ?? [])
    .flatMap((matcher) =>
      matcher.kind === 'string' || matcher.kind === 'prefix' || matcher.kind === 'wildcard' ? [matcher.text] : [],
    );
}
