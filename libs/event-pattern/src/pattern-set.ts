import { ArrayConstraints } from './array-constraints.ts';
import { EventScanner } from './event-scanner.ts';
import { EventValues } from './event-values.ts';
import { type FieldTest, isMet } from './field-test.ts';
import { flattenObject } from './flatten-object.ts';
import { flattenText } from './flatten-text.ts';
import { type FlatEvent, WantedPaths } from './flat-event.ts';
import { JsonError } from './json-error.ts';
import { parsePattern, type ParsedPattern } from './parse-pattern.ts';
import { type Pattern } from './pattern.ts';
import { type NumberLists } from './number-lists.ts';
import { matchesPlainly, plainPattern, type PlainPattern } from './plain-pattern.ts';
import { gateTree } from './gates.ts';
import { GateWalk } from './gate-walk.ts';
import { SetPlan } from './set-plan.ts';
import { decodeStrictly, EventBytes } from './text-bytes.ts';
import { FAULT } from './skip-trusted.ts';
import { ValueCache } from './value-cache.ts';
import { type Way } from './way.ts';

/** Which patterns match an event, by their place in the set, in order; or why the event is none. */
export type MatchResult =
  { readonly ok: true; readonly matched: readonly number[] } | { readonly ok: false; readonly error: string };

/** Patterns ready to be asked about one event after the other. */
export interface PatternSet {
  /** The number of patterns. */
  readonly size: number;

  /** Which patterns match this event text, or these bytes of UTF-8. Every byte is looked at: what is no JSON is told. */
  match(event: string | Uint8Array): MatchResult;

  /**
   * The same for an event some service has serialised. Parts no pattern asks for are passed over unread, and reading ends
   * as soon as no pattern can match: faults there go unnoticed, and so do names that are written twice.
   */
  matchTrusted(event: string | Uint8Array): MatchResult;

  /**
   * The same for a parsed event. `JSON.parse` has lost the spelling of numbers, digits beyond a double, and all but the
   * last of a name that is written twice; where these matter the answer is that for what is left.
   */
  matchObject(event: object): readonly number[];
}

/** Makes a set of patterns. Throws a `PatternError`, which names the pattern, where the service would refuse one. */
export function compile(patterns: readonly (Pattern | ParsedPattern | string)[]): PatternSet {
  return new CompiledSet(patterns.map(parsed));
}

function parsed(pattern: Pattern | ParsedPattern | string): ParsedPattern {
  if (typeof pattern === 'string') {
    return parsePattern(pattern);
  }
  return isParsed(pattern) ? pattern : parsePattern(JSON.stringify(pattern));
}

function isParsed(pattern: Pattern | ParsedPattern): pattern is ParsedPattern {
  return typeof pattern.text === 'string';
}

const LAST_EVENT_NUMBER = 2 ** 29;

class CompiledSet implements PatternSet {
  readonly size: number;
  private readonly parsedPatterns: readonly ParsedPattern[];
  private readonly gates: GateWalk;
  private readonly leaves: NumberLists;
  private readonly event = new EventBytes();
  private readonly values: EventValues;
  private readonly scanner: EventScanner;
  private readonly wanted: WantedPaths;
  private readonly pathIds: ReadonlyMap<string, number>;
  private readonly fields: readonly FieldTest[];
  private readonly ways: readonly Way[];
  private plainPatterns: readonly PlainPattern[] | undefined;

  /** For each field the event it was last asked in, and the answer as the lowest bit. */
  private readonly fieldAnswers: Int32Array;
  /** For each pattern the event it last matched. */
  private readonly patternEvents: Int32Array;
  private eventNumber = 0;

  constructor(patterns: readonly ParsedPattern[]) {
    const plan = new SetPlan(patterns);
    this.size = patterns.length;
    this.parsedPatterns = patterns;
    const cache = new ValueCache(plan.fieldsOfPath.reduce((most, fields) => Math.max(most, fields), 0));
    this.values = new EventValues(plan.index, cache, this.event, plan.paths.length);
    const tree = gateTree(plan.ways, plan.paths);
    this.leaves = tree.leaves;
    this.gates = new GateWalk(tree, this.values);
    this.scanner = new EventScanner(plan.trie, this.values, this.event, this.gates);
    this.wanted = new WantedPaths(plan.paths);
    this.pathIds = new Map(plan.paths.map((path, id) => [path, id]));
    this.fields = plan.fields;
    this.ways = plan.ways;
    this.fieldAnswers = new Int32Array(plan.fields.length);
    this.patternEvents = new Int32Array(patterns.length);
  }

  match(event: string | Uint8Array): MatchResult {
    return this.scanAndMatch(event, 'exact');
  }

  matchTrusted(event: string | Uint8Array): MatchResult {
    return this.scanAndMatch(event, 'trusted');
  }

  matchObject(event: object): readonly number[] {
    this.startEvent();
    return this.matchFlat(flattenObject(event, this.wanted));
  }

  private scanAndMatch(event: string | Uint8Array, mode: 'exact' | 'trusted'): MatchResult {
    this.event.load(event);
    // Text in ASCII, and so as long as its bytes, holds no halves of surrogate pairs.
    if (typeof event === 'string' && this.event.length !== event.length && !event.isWellFormed()) {
      return this.matchSlowly(event);
    }
    this.startEvent();
    const end = this.scanner.scan(mode);
    if (end === FAULT) {
      return this.matchSlowly(typeof event === 'string' ? event : decodeStrictly(event));
    }
    return { ok: true, matched: this.collect() };
  }

  /** Reads the event the plain way: names in unusual spellings, and errors in the service's words. */
  private matchSlowly(text: string | undefined): MatchResult {
    if (text === undefined) {
      return { ok: false, error: 'Invalid UTF-8' };
    }
    this.startEvent();
    try {
      return { ok: true, matched: this.matchFlat(flattenText(text, this.wanted)) };
    } catch (error) {
      if (error instanceof JsonError) {
        return { ok: false, error: error.message };
      }
      throw error;
    }
  }

  private matchFlat(flat: FlatEvent): readonly number[] {
    if (flat.behindEmptyNames.size > 0) {
      return this.matchEachPlainly(flat);
    }
    for (const [path, values] of flat.values) {
      const id = this.pathIds.get(path) ?? 0;
      for (const value of values) {
        this.values.addValue(id, value);
      }
    }
    return this.collect();
  }

  /** Each pattern on its own: what an empty name leads to, some see and some do not. */
  private matchEachPlainly(flat: FlatEvent): readonly number[] {
    this.plainPatterns ??= this.parsedPatterns.map(plainPattern);
    return this.plainPatterns.flatMap((pattern, id) => (matchesPlainly(pattern, flat) ? [id] : []));
  }

  private startEvent(): void {
    this.values.clear();
    this.gates.start();
    if (this.eventNumber === LAST_EVENT_NUMBER) {
      this.eventNumber = 0;
      this.fieldAnswers.fill(0);
      this.patternEvents.fill(0);
    }
    this.eventNumber += 1;
  }

  private collect(): readonly number[] {
    const matched: number[] = [];
    const gates = this.gates.end();
    for (let i = 0; i < gates; i += 1) {
      this.collectFrom(this.gates.gate(i), matched);
    }
    return sorted(matched);
  }

  /** Goes through the ways behind a gate, laid out as `gates.ts` does. */
  private collectFrom(gate: number, matched: number[]): void {
    const { starts, items } = this.leaves;
    const end = starts[gate + 1] ?? 0;
    for (let at = starts[gate] ?? 0; at < end;) {
      const fields = at + 2;
      const patterns = fields + (items[at + 1] ?? 0) + 1;
      const next = patterns + (items[patterns - 1] ?? 0);
      if (this.values.inArrays ? this.holdsInArrays(items[at] ?? 0) : this.areMet(fields, patterns - 1)) {
        this.collectPatterns(patterns, next, matched);
      }
      at = next;
    }
  }

  /** A pattern can match in several ways, and a way stand behind several gates: it is told once. */
  private collectPatterns(start: number, end: number, matched: number[]): void {
    const { eventNumber, patternEvents } = this;
    const { items } = this.leaves;
    for (let i = start; i < end; i += 1) {
      const pattern = items[i] ?? 0;
      if (patternEvents[pattern] !== eventNumber) {
        patternEvents[pattern] = eventNumber;
        matched.push(pattern);
      }
    }
  }

  private areMet(start: number, end: number): boolean {
    const { items } = this.leaves;
    for (let i = start; i < end; i += 1) {
      if (!this.isMet(items[i] ?? 0)) {
        return false;
      }
    }
    return true;
  }

  private isMet(field: number): boolean {
    const answer = this.fieldAnswers[field] ?? 0;
    if (answer >> 1 === this.eventNumber) {
      return (answer & 1) === 1;
    }
    const test = this.fields[field];
    const met = test !== undefined && isMet(test, this.values);
    this.fieldAnswers[field] = (this.eventNumber << 1) | Number(met);
    return met;
  }

  /** Fields whose values lie in the same arrays must agree on the elements. */
  private holdsInArrays(way: number): boolean {
    const fields = this.ways[way]?.fields ?? [];
    const inArrays = fields.filter(({ path }) => this.values.hasInArrays(path)).length;
    if (inArrays < 2) {
      return fields.every(({ id }) => this.isMet(id));
    }
    if (!fields.every(({ id, mayBeAbsent }) => mayBeAbsent || this.isMet(id))) {
      return false;
    }
    const held = fields.map(({ path, tests, mayBeAbsent }) => ({
      tests,
      mayBeAbsent,
      values: this.values.valuesAt(path),
    }));
    return new ArrayConstraints(held).canBeMet();
  }
}

/** Few are sorted faster one by one than by calling a function for each two. */
const FEW = 32;

function sorted(numbers: number[]): readonly number[] {
  if (numbers.length > FEW) {
    return numbers.sort((a, b) => a - b);
  }
  for (let i = 1; i < numbers.length; i += 1) {
    const number = numbers[i] ?? 0;
    let at = i;
    for (; at > 0 && (numbers[at - 1] ?? 0) > number; at -= 1) {
      numbers[at] = numbers[at - 1] ?? 0;
    }
    numbers[at] = number;
  }
  return numbers;
}
