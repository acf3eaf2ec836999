import { createHash } from 'node:crypto';
import { ALERT_EVENT } from '@trailbell/alerting';
import { type Pattern, SERVICE_LIMITS, checkPattern, pack, parsePattern } from '@trailbell/event-pattern';
import { MistakeError } from './sentences.ts';

/** The replay of an archive rings no bell a second time. */
const NOT_REPLAYED = { 'replay-name': [{ exists: false }] } as const satisfies Pattern;

/** An alert on the hub bus is no event to raise alerts of: only rules that ask for alerts by their source take it. */
const NO_ALERT = { source: [{ 'anything-but': ALERT_EVENT.source }] } as const satisfies Pattern;

/**
 * Few patterns of rules that together let through whatever one of these matches, without replays, and without alerts of
 * our own unless a pattern asks for them.
 *
 * Patterns that ask for the same fields share a rule, as long as it has room; then their services are shared out to more.
 * Where a service goes depends on its name alone, so a further pattern changes one rule, or divides it.
 */
export function rulePatterns(patterns: readonly Pattern[]): readonly Pattern[] {
  const asked = JSON.stringify(patterns);
  const rules = KNOWN.get(asked) ?? patternsOfRules(patterns);
  KNOWN.set(asked, rules);
  return rules;
}

/** Collectors of many regions and accounts want the same: it is worked out once. */
const KNOWN = new Map<string, readonly Pattern[]>();

function patternsOfRules(patterns: readonly Pattern[]): readonly Pattern[] {
  const inOrder = patterns.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const alike = Map.groupBy(inOrder.filter(isPackable), (pattern) => pathsAsked(pattern).toSorted().join());
  const rules = [
    ...[...alike.values()].flatMap((group) => sharedOut(group)),
    ...inOrder.filter((pattern) => !isPackable(pattern)).map(asWritten),
  ];
  return [...new Map(rules.map(withoutAlerts).map((rule) => [JSON.stringify(rule), rule])).values()];
}

/** A rule that asks for other sources takes no alert as it is. */
function withoutAlerts(rule: Pattern): Pattern {
  return 'source' in rule ? rule : { ...rule, ...NO_ALERT };
}

/** One rule, or the rules of the two halves of the services, each again one or two. */
function sharedOut(patterns: readonly Pattern[], depth = 0): readonly Pattern[] {
  const rules = packed(patterns);
  if (rules.length <= 1 || new Set(patterns.map(sourcesOf)).size === 1 || depth === BITS) {
    return rules;
  }
  const halves = Map.groupBy(patterns, (pattern) => bitOf(sourcesOf(pattern), depth));
  return [0, 1].flatMap((half) => sharedOut(halves.get(half) ?? [], depth + 1));
}

const BITS = 32;

function bitOf(text: string, place: number): number {
  return (createHash('sha256').update(text).digest().readUInt32BE() >>> place) & 1;
}

function packed(patterns: readonly Pattern[]): readonly Pattern[] {
  const keep = [...new Set(patterns.flatMap(pathsAsked))];
  const maxLength = SERVICE_LIMITS.patternLength - JSON.stringify(NO_ALERT).length;
  return pack(patterns, { keep, maxLength, also: NOT_REPLAYED }).map(({ pattern }) => pattern);
}

/** Packing leaves out what it cannot widen safely. What would let through events of every kind is a rule as it is written. */
function isPackable(pattern: Pattern): boolean {
  const asked = pathsAsked(pattern);
  return packed([pattern]).every((rule) => {
    const kept = pathsAsked(rule);
    return asked.every((path) => kept.includes(path));
  });
}

function asWritten(pattern: Pattern): Pattern {
  const rule = withoutAlerts({ ...pattern, ...NOT_REPLAYED });
  const [mistake] = checkPattern(rule);
  if (mistake !== undefined) {
    throw new MistakeError(`${mistake} It begins with ${JSON.stringify(rule).slice(0, 200)}.`);
  }
  return rule;
}

/** The fields that one of its branches wants to be there. */
function pathsAsked(pattern: Pattern): readonly string[] {
  const asked = branchesOf(pattern)
    .flatMap((branch) => [...branch])
    .filter(([, matchers]) => matchers.every(({ kind }) => kind !== 'absent'));
  return [...new Set(asked.map(([path]) => path))];
}

function sourcesOf(pattern: Pattern): string {
  const asked = branchesOf(pattern).map((branch) =>
    ['source', 'detail.eventSource'].map((path) =>
      branch.get(path)?.map((matcher) => ('text' in matcher ? matcher.text : matcher.kind)),
    ),
  );
  return JSON.stringify(asked);
}

function branchesOf(pattern: Pattern) {
  return parsePattern(JSON.stringify(pattern)).subRules;
}
