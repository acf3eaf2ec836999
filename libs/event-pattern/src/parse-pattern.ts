import { type SubRule, type Matcher } from './matcher.ts';
import { readCondition } from './read-condition.ts';
import { PatternReader } from './pattern-reader.ts';
import { refuseTooComplex } from './wildcard-complexity.ts';

/** A pattern the service would take, taken apart. */
export interface ParsedPattern {
  /** As it was written. */
  readonly text: string;
  /** The ways to match; more than one where there is `$or`. */
  readonly subRules: readonly SubRule[];
  /** As the service counts them: the lengths of all `$or` multiplied, nested ones too. */
  readonly orCombinations: number;
}

/** The service's own limits on the text and the `$or`s are lower; this one only keeps a hostile pattern from filling memory. */
const MOST_SUB_RULES = 100_000;
const MOST_PATHS = 256;
const DEEPEST = 1000;

/** Field names the service keeps for itself inside `$or`. */
const RESERVED_INSIDE_OR: ReadonlySet<string> = new Set(
  `exactly equals-ignore-case prefix suffix anything-but exists wildcard numeric cidr = < <= > >= regex
   not-wildcard not-equals-ignore-case date-after date-on-or-after date-before date-on-or-before in-date-range
   ip-address-in-range ip-address-not-in-range`.split(/\s+/),
);

/** Reads a pattern as strictly as the service does. Throws a `PatternError` with the service's reason and position. */
export function parsePattern(text: string): ParsedPattern {
  return parseWith(text, refuseTooComplex);
}

/** The same, and wildcards may be as complex as they like. */
export function parseHoweverComplex(text: string): ParsedPattern {
  return parseWith(text, () => undefined);
}

function parseWith(text: string, check: (reader: PatternReader, subRules: readonly SubRule[]) => void): ParsedPattern {
  return PatternReader.read(text, (reader) => {
    if (reader.tokens.next() !== '{') {
      reader.fail('Filter is not an object');
    }
    const subRules = readObject(reader, [], { path: [], insideOr: false });
    if (subRules.some(({ size }) => size > MOST_PATHS)) {
      reader.failNowhere(`RuntimeException: Size of rule 'r' exceeds max value of ${MOST_PATHS}`);
    }
    check(reader, subRules);
    return { text, subRules, orCombinations: reader.orCombinations };
  });
}

interface Place {
  readonly path: readonly string[];
  readonly insideOr: boolean;
}

/** What the sub-rules so far become when the fields of this object are added to each. */
function readObject(reader: PatternReader, before: readonly SubRule[], place: Place): readonly SubRule[] {
  let subRules = before;
  let fields = 0;
  if (reader.tokens.depth > DEEPEST) {
    reader.fail(`Document nesting depth (${reader.tokens.depth}) exceeds the maximum allowed (${DEEPEST})`);
  }
  for (; reader.tokens.next() !== '}'; fields += 1) {
    subRules = readField(reader, subRules, place);
  }
  if (fields === 0) {
    reader.fail('Empty objects are not allowed');
  }
  return subRules;
}

function readField(reader: PatternReader, subRules: readonly SubRule[], place: Place): readonly SubRule[] {
  const name = reader.tokens.nameText;
  if (name === '$or') {
    return readOr(reader, subRules, place);
  }
  if (place.insideOr && RESERVED_INSIDE_OR.has(name)) {
    reader.fail(`${name} is Ruler reserved fieldName which cannot be used inside $or.`);
  }
  const token = reader.tokens.next();
  if (token === '{') {
    return readObject(reader, subRules, { ...place, path: [...place.path, name] });
  }
  if (token === '[') {
    return addPath(subRules, pathTo(place.path, name), readConditions(reader));
  }
  return reader.fail(`"${name}" must be an object or an array`);
}

/** The names joined by dots. As in the service, parents that join to nothing vanish. */
function pathTo(parents: readonly string[], name: string): string {
  const parent = parents.join('.');
  return parent === '' ? name : `${parent}.${name}`;
}

/** A path that is written twice keeps what is written last. */
function addPath(subRules: readonly SubRule[], path: string, matchers: readonly Matcher[]): readonly SubRule[] {
  const extended = subRules.length > 0 ? subRules : [new Map<string, readonly Matcher[]>()];
  return extended.map((subRule) => new Map(subRule).set(path, matchers));
}

function readConditions(reader: PatternReader): readonly Matcher[] {
  const matchers: Matcher[] = [];
  for (let token = reader.tokens.next(); token !== ']'; token = reader.tokens.next()) {
    matchers.push(readCondition(reader, token));
  }
  if (matchers.length === 0) {
    reader.fail('Empty arrays are not allowed');
  }
  return matchers;
}

/** Forks the sub-rules so far once for each member. */
function readOr(reader: PatternReader, before: readonly SubRule[], place: Place): readonly SubRule[] {
  if (reader.tokens.next() !== '[') {
    reader.fail('It must be an Array followed with $or.');
  }
  const forked: SubRule[] = [];
  let members = 0;
  for (let token = reader.tokens.next(); token !== ']'; token = reader.tokens.next(), members += 1) {
    if (token !== '{') {
      reader.fail('Only JSON object is allowed in array of $or relationship.');
    }
    const branch = readObject(reader, before.length > 0 ? before : [new Map()], { ...place, insideOr: true });
    if (forked.length + branch.length > MOST_SUB_RULES) {
      reader.failNowhere(`$or makes over ${MOST_SUB_RULES} rule combinations`);
    }
    for (const subRule of branch) {
      forked.push(subRule);
    }
  }
  if (members < 2) {
    reader.fail('There must have at least 2 Objects in $or relationship.');
  }
  reader.orCombinations *= members;
  return forked;
}
