import { type EventValue } from './event-value.ts';
import { type Entry, type ExactIndex, NO_ENTRY } from './exact-index.ts';
import { type EventValues } from './event-values.ts';
import { type Matcher } from './matcher.ts';
import { ACCEPTED, NOBODY_KNOWS, UNKNOWN } from './value-cache.ts';
import { type FieldTraits, type Test, testOf } from './value-test.ts';

/** All that one field of a pattern asks, shared by every pattern that asks the same. */
export interface FieldTest {
  readonly id: number;
  readonly path: number;
  /** Its place among the fields of its path. */
  readonly place: number;
  readonly mayBeAbsent: boolean;
  /** The wanted strings, as entries of the index. */
  readonly entries: readonly Entry[];
  readonly entrySet: ReadonlySet<Entry> | undefined;
  /** The other conditions. */
  readonly others: readonly Test[];
  /** All conditions as tests, for where the index has not looked. */
  readonly tests: readonly Test[];
}

/** So many entries are compared one by one; more are looked up. */
const FEW = 8;

export interface FieldQuestion {
  readonly id: number;
  readonly path: number;
  readonly place: number;
  readonly matchers: readonly Matcher[];
  readonly traits: FieldTraits;
}

export function fieldTest({ id, path, place, matchers, traits }: FieldQuestion, index: ExactIndex): FieldTest {
  const strings = matchers.filter((matcher) => matcher.kind === 'string');
  const entries = [...new Set(strings.map(({ text }) => index.intern(path, text)))];
  const others = matchers.filter(({ kind }) => kind !== 'string' && kind !== 'absent');
  const otherTests = others.map((matcher) => testOf(matcher, traits));
  const wanted = new Set(strings.map(({ text }) => text));
  const stringTest: Test = ({ kind, text }) => kind === 'string' && wanted.has(text);
  return {
    id,
    path,
    place,
    mayBeAbsent: matchers.some(({ kind }) => kind === 'absent'),
    entries,
    entrySet: entries.length > FEW ? new Set(entries) : undefined,
    others: otherTests,
    tests: strings.length > 0 ? [stringTest, ...otherTests] : otherTests,
  };
}

/** Whether strings are all the field wants: then the index alone can tell which patterns are worth a look. */
export function wantsOnlyStrings({ entries, others, mayBeAbsent }: FieldTest): boolean {
  return entries.length > 0 && others.length === 0 && !mayBeAbsent;
}

/** Whether some value of the event is accepted, or none is there and none needs to be. */
export function isMet(field: FieldTest, values: EventValues): boolean {
  let at = values.first(field.path);
  if (at < 0) {
    return field.mayBeAbsent;
  }
  for (; at >= 0; at = values.next(at)) {
    if (hasEntry(field, values, at) || accepts(field, values, at)) {
      return true;
    }
  }
  return false;
}

function hasEntry({ entries, entrySet }: FieldTest, values: EventValues, at: number): boolean {
  if (entries.length === 0) {
    return false;
  }
  const entry = values.entry(at);
  return entry !== NO_ENTRY && (entrySet === undefined ? entries.includes(entry) : entrySet.has(entry));
}

/** Asks the other conditions about a value, once for every value that comes again. */
function accepts({ others, place }: FieldTest, values: EventValues, at: number): boolean {
  if (others.length === 0) {
    return false;
  }
  const { cache } = values;
  const known = values.knownValue(at);
  if (known === NOBODY_KNOWS) {
    return acceptsAny(others, values.value(at));
  }
  const answer = cache.answer(known, place);
  if (answer !== UNKNOWN) {
    return answer === ACCEPTED;
  }
  const accepted = acceptsAny(others, cache.value(known) ?? values.value(at));
  cache.learn(known, place, accepted);
  return accepted;
}

function acceptsAny(tests: readonly Test[], value: EventValue): boolean {
  for (const test of tests) {
    if (test(value)) {
      return true;
    }
  }
  return false;
}
