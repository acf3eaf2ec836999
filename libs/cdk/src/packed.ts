import { type Condition, type Pattern } from '@trailbell/event-pattern';
import { MistakeError } from './sentences.ts';

/** The replay of an archive rings no bell a second time. */
const NOT_REPLAYED = { 'replay-name': [{ exists: false }] } as const satisfies Pattern;

/** As many characters as EventBridge takes in the pattern of one rule. */
export const LONGEST_PATTERN = 2048;

/**
 * Fewer patterns that let through whatever one of these does, without replays. Patterns that ask the same of an event but
 * for its `eventSource` and `eventName` become one; it lets through each of its names from each of its sources, which is
 * little more, for hardly two services share a name.
 */
export function packed(patterns: readonly Pattern[]): readonly Pattern[] {
  const alike = Map.groupBy(patterns, askedBeside);
  return [...alike.values()].flatMap(packedAlike).map(withoutReplays);
}

/** What a pattern asks beside source and name: patterns with the same answer can be joined. */
function askedBeside(pattern: Pattern): string {
  const { detail, ...envelope } = pattern;
  if (!isFields(detail)) {
    return JSON.stringify(pattern);
  }
  const { eventSource, eventName, ...rest } = detail;
  return JSON.stringify([envelope, eventSource !== undefined, eventName !== undefined, rest]);
}

/** Joins one after the other, as long as the result is not too long for a rule. */
function packedAlike(patterns: readonly Pattern[]): readonly Pattern[] {
  return patterns.reduce<readonly Pattern[]>((rules, pattern) => {
    const last = rules.at(-1);
    const longer = last && joined(last, pattern);
    return longer && fitsARule(longer) ? [...rules.slice(0, -1), longer] : [...rules, pattern];
  }, []);
}

function joined(one: Pattern, other: Pattern): Pattern {
  const { detail: first } = one;
  const { detail: second } = other;
  if (!isFields(first) || !isFields(second)) {
    return one; // alike without fields is equal
  }
  return {
    ...one,
    detail: {
      ...first,
      ...union('eventSource', first, second),
      ...union('eventName', first, second),
    },
  };
}

function union(field: 'eventSource' | 'eventName', first: Pattern, second: Pattern): Pattern {
  const conditions = [...conditionsAt(first, field), ...conditionsAt(second, field)];
  return conditions.length === 0 ? {} : { [field]: withoutRepetition(conditions) };
}

function conditionsAt(pattern: Pattern, field: 'eventSource' | 'eventName'): readonly Condition[] {
  const conditions = pattern[field];
  return isConditions(conditions) ? conditions : [];
}

function withoutRepetition(conditions: readonly Condition[]): readonly Condition[] {
  return [...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values()];
}

function withoutReplays(pattern: Pattern): Pattern {
  if (!fitsARule(pattern)) {
    throw new MistakeError(
      `the pattern ${JSON.stringify(pattern).slice(0, 200)}… is too long for a rule. Valid: at most ${String(LONGEST_PATTERN)} characters with ${JSON.stringify(NOT_REPLAYED)}.`,
    );
  }
  return { ...pattern, ...NOT_REPLAYED };
}

function fitsARule(pattern: Pattern): boolean {
  return JSON.stringify({ ...pattern, ...NOT_REPLAYED }).length <= LONGEST_PATTERN;
}

type Asked = Pattern | readonly Condition[] | undefined;

function isFields(value: Asked): value is Pattern {
  return value !== undefined && !isConditions(value);
}

function isConditions(value: Asked): value is readonly Condition[] {
  return Array.isArray(value);
}
