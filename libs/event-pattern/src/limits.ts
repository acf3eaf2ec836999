import { hasWildcard, type SubRule } from './matcher.ts';
import { parsePattern } from './parse-pattern.ts';
import { type Pattern } from './pattern.ts';
import { MOST_COMPLEX, wildcardComplexity } from './wildcard-complexity.ts';

/** What an account may have; most of it can be raised by asking AWS. */
export interface ServiceLimits {
  /** Characters in one pattern. */
  readonly patternLength: number;
  /** Rule combinations that the `$or`s of one pattern make. */
  readonly orCombinations: number;
  /** Rules of one bus. */
  readonly rules: number;
  /** Rules of one bus whose patterns hold wildcards. Not adjustable. */
  readonly wildcardRules: number;
  /** Targets of one rule. */
  readonly targets: number;
}

export const SERVICE_LIMITS: ServiceLimits = {
  patternLength: 2048,
  orCombinations: 1000,
  rules: 300,
  wildcardRules: 30,
  targets: 5,
};

/** A rule of a bus. */
export interface BusRule {
  readonly name: string;
  readonly pattern: Pattern | string;
  readonly targets: number;
}

/**
 * What of a pattern is over the limits, a sentence each. What is no pattern at all throws a `PatternError`: too complex
 * wildcards too, which the service counts to its grammar.
 */
export function checkPattern(pattern: Pattern | string, limits: ServiceLimits = SERVICE_LIMITS): readonly string[] {
  const text = textOf(pattern);
  parsePattern(text);
  const combinations = orCombinations(JSON.parse(text));
  return [
    text.length > limits.patternLength &&
      `the pattern has ${text.length} characters. A pattern has at most ${limits.patternLength}.`,
    combinations > limits.orCombinations &&
      `the $or of the pattern make ${combinations} rule combinations. A pattern makes at most ${limits.orCombinations}.`,
  ].filter((sentence) => sentence !== false);
}

/** What of the rules of one bus is over the limits, a sentence each, the rules' own included. */
export function checkBus(rules: readonly BusRule[], limits: ServiceLimits = SERVICE_LIMITS): readonly string[] {
  const withWildcards = rules.filter(({ pattern }) => asksWildcard(parsePattern(textOf(pattern)).subRules));
  const ofBus = [
    rules.length > limits.rules && `the bus has ${rules.length} rules. A bus has at most ${limits.rules}.`,
    withWildcards.length > limits.wildcardRules &&
      `the bus has ${withWildcards.length} rules with wildcards. A bus has at most ${limits.wildcardRules}, and that cannot be raised.`,
  ].filter((sentence) => sentence !== false);
  return [...ofBus, ...rules.flatMap((rule) => checkRule(rule, limits))];
}

function checkRule({ name, pattern, targets }: BusRule, limits: ServiceLimits): readonly string[] {
  const tooMany =
    targets > limits.targets ? [`rule "${name}" has ${targets} targets. A rule has at most ${limits.targets}.`] : [];
  return [...tooMany, ...checkPattern(pattern, limits).map((sentence) => `rule "${name}": ${sentence}`)];
}

/** How complex event-ruler finds the wildcards of a pattern; over 10 the service refuses it, and so does `parsePattern`. */
export function complexityOf(pattern: Pattern | string): number {
  return wildcardComplexity(parsePattern(textOf(pattern)).subRules);
}

export { MOST_COMPLEX };

function textOf(pattern: Pattern | string): string {
  return typeof pattern === 'string' ? pattern : JSON.stringify(pattern);
}

/** The service multiplies the lengths of all `$or`, nested ones too. */
function orCombinations(json: unknown): number {
  if (typeof json !== 'object' || json === null) {
    return 1;
  }
  return Object.entries(json).reduce((product, [name, value]: [string, unknown]) => {
    const members = name === '$or' && Array.isArray(value) ? value.length : 1;
    return product * members * orCombinations(value);
  }, 1);
}

function asksWildcard(subRules: readonly SubRule[]): boolean {
  return subRules.some((subRule) => [...subRule.values()].flat().some(hasWildcard));
}
