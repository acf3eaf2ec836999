import { ArrayConstraints } from './array-constraints.ts';
import { conditionText } from './condition-of.ts';
import { type EventValue } from './event-value.ts';
import { type FlatEvent } from './flat-event.ts';
import { flattenObject } from './flatten-object.ts';
import { flattenText } from './flatten-text.ts';
import { type SubRule } from './matcher.ts';
import { parsePattern } from './parse-pattern.ts';
import { type Pattern } from './pattern.ts';
import { plainPattern, type PlainField, type PlainPattern, valuesOf } from './plain-pattern.ts';

/** A field that no value of the event meets. */
export interface FieldFailure {
  readonly path: string;
  /** The conditions, as JSON text. */
  readonly wanted: readonly string[];
  /** The values the event has there, as JSON text; none where the field is missing. */
  readonly held: readonly string[];
}

/** One way in which the pattern can match (there are more where it has `$or`), and what stood in it. */
export interface WayExplained {
  readonly matched: boolean;
  readonly failures: readonly FieldFailure[];
  /** Whether every field is met, but not all within the same elements of an array. */
  readonly elementsDiffer: boolean;
}

export interface Explanation {
  readonly matched: boolean;
  /** In the order of their branches. */
  readonly ways: readonly WayExplained[];
  /** For a person: what failed in the way that came nearest. */
  readonly text: string;
}

/**
 * Says why a pattern does not match an event: which field failed, and what it held. Throws a `PatternError` or, where the
 * event is text that is no JSON object, a `JsonError`.
 */
export function explain(pattern: Pattern | string, event: object | string): Explanation {
  const parsed = parsePattern(typeof pattern === 'string' ? pattern : JSON.stringify(pattern));
  const plain = plainPattern(parsed);
  const flat = typeof event === 'string' ? flattenText(event, plain.wanted) : flattenObject(event, plain.wanted);
  const ways = plain.ways.map((way, i) => explainWay(way, parsed.subRules[i] ?? new Map(), { plain, flat }));
  return { matched: ways.some(({ matched }) => matched), ways, text: textOf(ways) };
}

function explainWay(
  way: readonly PlainField[],
  subRule: SubRule,
  { plain, flat }: { readonly plain: PlainPattern; readonly flat: FlatEvent },
): WayExplained {
  const fields = way.map((field) => ({ ...field, values: valuesOf(flat, field.path, plain.seesEmptyNames) }));
  const matched = new ArrayConstraints(fields).canBeMet();
  const failures = fields
    .filter((field) => !new ArrayConstraints([field]).canBeMet())
    .map(({ path, values }) => ({
      path,
      wanted: (subRule.get(path) ?? []).map(conditionText),
      held: values.map(valueText),
    }));
  return { matched, failures, elementsDiffer: !matched && failures.length === 0 };
}

function valueText({ kind, text }: EventValue): string {
  return kind === 'string' ? JSON.stringify(text) : text;
}

function textOf(ways: readonly WayExplained[]): string {
  if (ways.some(({ matched }) => matched)) {
    return 'the pattern matches';
  }
  const [nearest] = ways.toSorted((a, b) => a.failures.length - b.failures.length);
  if (nearest === undefined || nearest.elementsDiffer) {
    return 'each field is met, but not within the same elements of an array (or a field that may not exist does, in another element)';
  }
  return nearest.failures.map(failureText).join('; ');
}

function failureText({ path, wanted, held }: FieldFailure): string {
  const found = held.length === 0 ? 'is missing' : `holds ${held.join(', ')}`;
  return `${path} ${found}; wanted: ${wanted.join(' or ')}`;
}
