import { flattenObject } from './flatten-object.ts';
import { parsePattern } from './parse-pattern.ts';
import { type Pattern } from './pattern.ts';
import { matchesPlainly, plainPattern, type PlainPattern } from './plain-pattern.ts';

const KNOWN = new WeakMap<Pattern, PlainPattern>();

/**
 * Whether EventBridge would deliver this parsed event to a rule with this pattern. Throws a `PatternError` where the
 * service would refuse the pattern. For many patterns or many events, `compile` them once.
 */
export function matches(pattern: Pattern, event: object): boolean {
  const known = KNOWN.get(pattern) ?? plainPattern(parsePattern(JSON.stringify(pattern)));
  KNOWN.set(pattern, known);
  return matchesPlainly(known, flattenObject(event, known.wanted));
}
