import fc from 'fast-check';
import { compile, type MatchResult, type PatternSet } from '../pattern-set.ts';
import { event, pattern, survivesParsing, writesPathsOnce } from './arbitraries.ts';
import { type JsonTree, writeJson } from './json-tree.ts';
import { referenceMatches } from './reference-matcher.ts';

const PATTERNS = 10;
const EVENTS = 10;
const ENCODER = new TextEncoder();

/** How many pairs of a pattern and an event one run compares. */
export const PAIRS_A_RUN = PATTERNS * EVENTS;

/**
 * For every pattern and every event: the reference, the set of this one pattern and the set of all must answer alike, on
 * text, bytes, trusted text and objects. Throws with the smallest case that differs.
 */
export function compareWithReference(runs: number, seed?: number): void {
  const patterns = fc.array(pattern.filter(isTaken), { minLength: PATTERNS, maxLength: PATTERNS });
  const events = fc.array(event, { minLength: EVENTS, maxLength: EVENTS });
  fc.assert(fc.property(patterns, events, compareAll), { numRuns: runs, ...(seed !== undefined && { seed }) });
}

/** Some of what is generated has wildcards too complex for the service. */
function isTaken(tree: JsonTree): boolean {
  try {
    return compile([writeJson(tree)]).size === 1;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Rule is too complex')) {
      return false;
    }
    throw error;
  }
}

function compareAll(patterns: readonly JsonTree[], events: readonly JsonTree[]): void {
  const texts = patterns.map(writeJson);
  const many = compile(texts);
  const ones = texts.map((text) => compile([text]));
  for (const tree of events) {
    const text = writeJson(tree);
    const expected = patterns.flatMap((each, i) => (referenceMatches(each, tree) ? [i] : []));
    for (const [way, answer] of answersTo(tree, text)) {
      expectSame(expected, answer(many), `${way}, all patterns`, { texts, text });
      const alone = ones.flatMap((one, i) => (answer(one).length > 0 ? [i] : []));
      expectSame(expected, alone, `${way}, each pattern`, { texts, text });
    }
  }
}

type Answer = (set: PatternSet) => readonly number[];

function answersTo(tree: JsonTree, text: string): readonly (readonly [string, Answer])[] {
  return [
    ['text', (set) => matched(set.match(text))],
    ['bytes', (set) => matched(set.match(ENCODER.encode(text)))],
    ...(writesPathsOnce(tree) ? [['trusted', (set: PatternSet) => matched(set.matchTrusted(text))] as const] : []),
    ...(survivesParsing(tree)
      ? [['object', (set: PatternSet) => set.matchObject(JSON.parse(text) as object)] as const]
      : []),
  ];
}

function matched(result: MatchResult): readonly number[] {
  if (!result.ok) {
    throw new Error(`the event is refused: ${result.error}`);
  }
  return result.matched;
}

function expectSame(
  expected: readonly number[],
  found: readonly number[],
  how: string,
  { texts, text }: { readonly texts: readonly string[]; readonly text: string },
): void {
  const wrong = texts.filter((_, i) => expected.includes(i) !== found.includes(i));
  if (wrong.length > 0) {
    throw new Error(`${how}: the reference disagrees on ${wrong.join(' and ')} for ${text}`);
  }
}
