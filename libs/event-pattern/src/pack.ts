import { type Coarse, coarsen, coarseText, joined } from './coarse-pattern.ts';
import { SERVICE_LIMITS } from './limits.ts';
import { parsePattern } from './parse-pattern.ts';
import { type Pattern } from './pattern.ts';
import { readPattern } from './read-pattern.ts';

export interface PackOptions {
  /** The most characters of one packed pattern. */
  readonly maxLength?: number;
  /** The paths packed patterns ask for. The fewer, the fewer patterns, and the more they let through. */
  readonly keep?: readonly string[];
  /** What every packed pattern asks besides, on fields that are not kept: say, that the event is no replay. */
  readonly also?: Pattern;
}

export interface PackedPattern {
  readonly pattern: Pattern;
  /** The places of the patterns it covers, whole or, where one alone would be too long, in part. */
  readonly members: readonly number[];
}

const KEPT = ['source', 'detail-type', 'detail.eventSource', 'detail.eventName'];

/** Room for any pattern with one short condition, and for the one that matches everything. */
const LEAST_ROOM = 100;

/** Matches every event: what is left of patterns that ask nothing that can be kept. */
const EVERYTHING: Coarse = new Map([['source', new Set(['{"exists":true}', '{"exists":false}'])]]);

/**
 * Few coarse patterns, each within the limits, that together match whatever one of the patterns matches (and what `also`
 * asks). Patterns that ask for the same paths are joined, path by path, as long as the length allows.
 */
export function pack(patterns: readonly (Pattern | string)[], options: PackOptions = {}): readonly PackedPattern[] {
  const { maxLength = SERVICE_LIMITS.patternLength, keep = KEPT, also = {} } = options;
  const room = maxLength - lengthOf(also);
  if (room < LEAST_ROOM) {
    throw new RangeError(
      `${maxLength} characters leave no room for a pattern. Valid: at least ${LEAST_ROOM + lengthOf(also)}.`,
    );
  }
  const items = patterns.flatMap((pattern, member) =>
    split(coarseOf(pattern, keep), room).map((coarse) => ({ coarse, members: new Set([member]) })),
  );
  if (items.some(({ coarse }) => coarse === EVERYTHING)) {
    return [packed({ coarse: EVERYTHING, members: new Set(patterns.keys()) }, also)];
  }
  const alike = Map.groupBy(items, ({ coarse }) => JSON.stringify([...coarse.keys()]));
  return [...alike.values()].flatMap((group) => fewest(group, room)).map((bin) => packed(bin, also));
}

function packed({ coarse, members }: Bin, also: Pattern): PackedPattern {
  const pattern = readPattern({ ...Object(JSON.parse(coarseText(coarse))), ...also });
  return { pattern, members: [...members].sort((a, b) => a - b) };
}

function lengthOf(also: Pattern): number {
  const text = JSON.stringify(also);
  return text === '{}' ? 0 : text.length - 1;
}

function coarseOf(pattern: Pattern | string, keep: readonly string[]): Coarse {
  const { subRules } = parsePattern(typeof pattern === 'string' ? pattern : JSON.stringify(pattern));
  const kept = coarsen(subRules, keep);
  if (kept.size > 0) {
    return kept;
  }
  const anyPath = coarsen(subRules, [...new Set(subRules.flatMap((subRule) => [...subRule.keys()]))]);
  return anyPath.size > 0 ? anyPath : EVERYTHING;
}

/** A pattern too long on its own, as several that share out its longest list; where that is of no use, without it. */
function split(coarse: Coarse, room: number): readonly Coarse[] {
  if (coarseText(coarse).length <= room) {
    return [coarse];
  }
  const [longest] = [...coarse].sort(([, a], [, b]) => [...b].join().length - [...a].join().length);
  const [path, conditions] = longest ?? ['', new Set<string>()];
  const others = coarseText(new Map([...coarse, [path, new Set<string>()]])).length;
  if ([...conditions].some((condition) => others + condition.length > room)) {
    const shorter = new Map([...coarse].filter(([other]) => other !== path));
    return split(shorter.size > 0 ? shorter : EVERYTHING, room);
  }
  return shares([...conditions], room - others).map((share) => new Map([...coarse, [path, new Set(share)]]));
}

/** The conditions in lists of at most so many characters. */
function shares(conditions: readonly string[], most: number): readonly (readonly string[])[] {
  return conditions.reduce<readonly (readonly string[])[]>((lists, condition) => {
    const longer = [...(lists.at(-1) ?? []), condition];
    return lists.length > 0 && longer.join().length <= most ? [...lists.slice(0, -1), longer] : [...lists, [condition]];
  }, []);
}

interface Bin {
  readonly coarse: Coarse;
  readonly members: ReadonlySet<number>;
}

/** Joins greedily, the longest first, each into the bin that grows least; then tries to do without the smallest bin. */
function fewest(items: readonly Bin[], room: number): readonly Bin[] {
  const longestFirst = items
    .map((item) => ({ item, length: coarseText(item.coarse).length }))
    .sort((a, b) => b.length - a.length);
  let bins = longestFirst.reduce<readonly Bin[]>((made, { item }) => put(item, made, room) ?? [...made, item], []);
  for (;;) {
    const fewer = withoutSmallest(bins, items, room);
    if (fewer === undefined) {
      return bins;
    }
    bins = fewer;
  }
}

/** The bins with the item in the one that grows least; nothing where it fits into none. */
function put(item: Bin, bins: readonly Bin[], room: number): readonly Bin[] | undefined {
  const candidates = bins.flatMap((bin, i) => {
    const both = joinedBins(bin, item);
    const length = both === undefined ? Infinity : coarseText(both.coarse).length;
    return both !== undefined && length <= room ? [{ i, both, growth: length - coarseText(bin.coarse).length }] : [];
  });
  const [best] = candidates.sort((a, b) => a.growth - b.growth);
  return best && bins.with(best.i, best.both);
}

function withoutSmallest(bins: readonly Bin[], items: readonly Bin[], room: number): readonly Bin[] | undefined {
  const [smallest, ...others] = bins.toSorted((a, b) => coarseText(a.coarse).length - coarseText(b.coarse).length);
  if (smallest === undefined || others.length === 0) {
    return undefined;
  }
  const homeless = items.filter(({ members }) => [...members].every((member) => smallest.members.has(member)));
  return homeless.reduce<readonly Bin[] | undefined>((made, item) => made && put(item, made, room), others);
}

function joinedBins(one: Bin, other: Bin): Bin | undefined {
  const coarse = new Map<string, ReadonlySet<string>>();
  for (const [path, conditions] of one.coarse) {
    const both = joined(conditions, other.coarse.get(path) ?? new Set());
    if (both === undefined) {
      return undefined;
    }
    coarse.set(path, both);
  }
  return { coarse, members: new Set([...one.members, ...other.members]) };
}
