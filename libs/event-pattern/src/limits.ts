import { hasWildcard } from './matcher.ts';
import { parseHoweverComplex, type ParsedPattern } from './parse-pattern.ts';
import { PatternError } from './pattern-error.ts';
import { type Pattern } from './pattern.ts';
import { MOST_COMPLEX, wildcardComplexity } from './wildcard-complexity.ts';

/** What an account may have; most of it can be raised by asking AWS. */
export interface ServiceLimits {
  /** Characters in one pattern. */
  readonly patternLength: number;
  /** What `complexityOf` says of one pattern. Not adjustable. */
  readonly wildcardComplexity: number;
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
  wildcardComplexity: MOST_COMPLEX,
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

/** What of a pattern is over the limits, a sentence each. What is no pattern at all throws a `PatternError`. */
export function checkPattern(pattern: Pattern | string, limits: ServiceLimits = SERVICE_LIMITS): readonly string[] {
  return checkParsed(parsed(pattern), limits);
}

function checkParsed({ text, subRules, orCombinations }: ParsedPattern, limits: ServiceLimits): readonly string[] {
  const complexity = wildcardComplexity(subRules);
  return [
    text.length > limits.patternLength &&
      `the pattern has ${text.length} characters. A pattern has at most ${limits.patternLength}.`,
    complexity > limits.wildcardComplexity &&
      `the wildcards of the pattern have a complexity of ${complexity}. They have at most ${limits.wildcardComplexity}: use fewer stars, or less that repeats behind them.`,
    orCombinations > limits.orCombinations &&
      `the $or of the pattern make ${orCombinations} rule combinations. A pattern makes at most ${limits.orCombinations}.`,
  ].filter((sentence) => sentence !== false);
}

/** What of the rules of one bus is over the limits or refused, a sentence each, the rules' own included. */
export function checkBus(rules: readonly BusRule[], limits: ServiceLimits = SERVICE_LIMITS): readonly string[] {
  const read = rules.map((rule) => ({ rule, pattern: parsedOrRefusal(rule.pattern) }));
  const withWildcards = read.filter(({ pattern }) => !(pattern instanceof PatternError) && asksWildcard(pattern));
  const ofBus = [
    rules.length > limits.rules && `the bus has ${rules.length} rules. A bus has at most ${limits.rules}.`,
    withWildcards.length > limits.wildcardRules &&
      `the bus has ${withWildcards.length} rules with wildcards. A bus has at most ${limits.wildcardRules}, and that cannot be raised.`,
  ].filter((sentence) => sentence !== false);
  const ofRules = read.flatMap(({ rule: { name, targets }, pattern }) => [
    ...(targets > limits.targets
      ? [`rule "${name}" has ${targets} targets. A rule has at most ${limits.targets}.`]
      : []),
    ...(pattern instanceof PatternError ? [`${pattern.message}.`] : checkParsed(pattern, limits)).map(
      (sentence) => `rule "${name}": ${sentence}`,
    ),
  ]);
  return [...ofBus, ...ofRules];
}

/** How complex event-ruler finds the wildcards of a pattern; over 10 the service refuses it, and so does `parsePattern`. */
export function complexityOf(pattern: Pattern | string): number {
  return wildcardComplexity(parsed(pattern).subRules);
}

export { MOST_COMPLEX };

function parsed(pattern: Pattern | string): ParsedPattern {
  return parseHoweverComplex(typeof pattern === 'string' ? pattern : JSON.stringify(pattern));
}

function parsedOrRefusal(pattern: Pattern | string): ParsedPattern | PatternError {
  try {
    return parsed(pattern);
  } catch (error) {
    if (error instanceof PatternError) {
      return error;
    }
    throw error;
  }
}

function asksWildcard({ subRules }: ParsedPattern): boolean {
  return subRules.some((subRule) => [...subRule.values()].flat().some(hasWildcard));
}
