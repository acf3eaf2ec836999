import { type Pattern, parsePattern } from '@trailbell/event-pattern';

/** `readOnly: false` in CloudTrail in spite of their names: every rule sees them. */
const NOT_READ_ONLY = ['GetFederationToken', 'GetSessionToken', 'GetSigninToken'];

/** Whoever excepts some calls lets others through. */
const ANY_READ = ['Get', 'List', 'Describe'];

/**
 * Whether the pattern names calls, or takes all but those it names, that EventBridge keeps from a rule in the state `ENABLED`:
 * management calls whose names begin with Get, List or Describe. It wants a rule in the state
 * `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`.
 */
export function wantsReadOnlyCalls(pattern: Pattern): boolean {
  return eventNamesIn(pattern).some(isReadOnlyCall);
}

/** Whether EventBridge takes a management call of this name, or of names that begin so, for one that only reads. */
export function isReadOnlyCall(name: string): boolean {
  return /^(Get|List|Describe)/.test(name) && !NOT_READ_ONLY.includes(name);
}

type Fields = ReturnType<typeof parsePattern>['subRules'][number];

/** The event names a pattern spells out, in every branch that takes calls that read; what they begin with counts as a name. */
export function eventNamesIn(pattern: Pattern): readonly string[] {
  const names = KNOWN.get(pattern) ?? namesReadFrom(pattern);
  KNOWN.set(pattern, names);
  return names;
}

/** Each region's collector asks the same of every pattern. */
const KNOWN = new WeakMap<Pattern, readonly string[]>();

function namesReadFrom(pattern: Pattern): readonly string[] {
  const { subRules } = parsePattern(JSON.stringify(pattern));
  return subRules
    .filter((fields) => !takesChangesAlone(fields))
    .flatMap((fields) => fields.get('detail.eventName') ?? [])
    .flatMap((matcher) => {
      if (matcher.kind === 'anything-but-strings' || matcher.kind === 'anything-but-text') {
        return ANY_READ;
      }
      return matcher.kind === 'string' || matcher.kind === 'prefix' || matcher.kind === 'wildcard'
        ? [matcher.text]
        : [];
    });
}

/** Whether a branch asks CloudTrail's own word for it. */
function takesChangesAlone(fields: Fields): boolean {
  const readOnly = fields.get('detail.readOnly');
  return (
    readOnly?.every(({ kind, ...rest }) => kind === 'absent' || ('text' in rest && rest.text === 'false')) === true
  );
}
