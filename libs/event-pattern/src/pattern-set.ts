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
import { matchesPlainly, plainPattern, type PlainPattern } from './plain-pattern.ts';
import { type Access, planAccess, SetPlan } from './set-plan.ts';
import { decodeStrictly, EventBytes } from './text-bytes.ts';
import { FAULT } from './skip-trusted.ts';
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
  private readonly access: Access;
  private readonly event = new EventBytes();
  private readonly values: EventValues;
  private readonly scanner: EventScanner;
  private readonly wanted: WantedPaths;
  private readonly pathIds: ReadonlyMap<string, number>;
  private plainPatterns: readonly PlainPattern[] | undefined;

  /** For each field, way and pattern, the event it was last asked in; for fields the answer is the lowest bit. */
  private readonly fieldAnswers: Int32Array;
  private readonly wayEvents: Int32Array;
  private readonly patternEvents: Int32Array;
  private eventNumber = 0;

  constructor(patterns: readonly ParsedPattern[]) {
    const plan = new SetPlan(patterns);
    this.size = patterns.length;
    this.parsedPatterns = patterns;
    this.access = planAccess(plan);
    this.values = new EventValues(plan.index, this.event, plan.paths.length);
    this.scanner = new EventScanner(plan.trie, this.values, this.event, () => this.isRefused());
    this.wanted = new WantedPaths(plan.paths);
    this.pathIds = new Map(plan.paths.map((path, id) => [path, id]));
    this.fieldAnswers = new Int32Array(plan.fields.length);
    this.wayEvents = new Int32Array(plan.ways.length);
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
    if (typeof event === 'string' && !event.isWellFormed()) {
      return this.matchSlowly(event);
    }
    this.event.load(event);
    this.startEvent();
    const end = this.scanner.scan(mode);
    if (end === FAULT) {
      return this.matchSlowly(typeof event === 'string' ? event : decodeStrictly(event));
    }
    return { ok: true, matched: end < 0 ? [] : this.collect() };
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
    if (this.eventNumber === LAST_EVENT_NUMBER) {
      this.eventNumber = 0;
      for (const events of [this.fieldAnswers, this.wayEvents, this.patternEvents]) {
        events.fill(0);
      }
    }
    this.eventNumber += 1;
  }

  /** Whether all strings that give access to a way have been seen, and none was the right one. */
  private isRefused(): boolean {
    const { always, byEntry, paths } = this.access;
    if (always.length > 0) {
      return false;
    }
    for (const path of paths) {
      let at = this.values.first(path);
      if (at < 0) {
        return false;
      }
      for (; at >= 0; at = this.values.next(at)) {
        if (byEntry[this.values.entries[at] ?? -1] !== undefined) {
          return false;
        }
      }
    }
    return true;
  }

  private collect(): readonly number[] {
    const matched: number[] = [];
    const { byEntry, always } = this.access;
    for (let at = 0; at < this.values.count; at += 1) {
      const ways = byEntry[this.values.entries[at] ?? -1];
      if (ways !== undefined) {
        this.collectFrom(ways, matched);
      }
    }
    this.collectFrom(always, matched);
    return sorted(matched);
  }

  private collectFrom(ways: readonly Way[], matched: number[]): void {
    const { eventNumber, wayEvents, patternEvents } = this;
    for (const way of ways) {
      if (wayEvents[way.id] === eventNumber) {
        continue;
      }
      wayEvents[way.id] = eventNumber;
      if (!this.holds(way)) {
        continue;
      }
      for (const pattern of way.patterns) {
        if (patternEvents[pattern] !== eventNumber) {
          patternEvents[pattern] = eventNumber;
          matched.push(pattern);
        }
      }
    }
  }

  private holds(way: Way): boolean {
    if (this.values.inArrays && this.meetsInArrays(way)) {
      return this.holdsInArrays(way);
    }
    for (const field of way.fields) {
      if (!this.isMet(field)) {
        return false;
      }
    }
    return true;
  }

  private isMet(field: FieldTest): boolean {
    const answer = this.fieldAnswers[field.id] ?? 0;
    if (answer >> 1 === this.eventNumber) {
      return (answer & 1) === 1;
    }
    const met = isMet(field, this.values);
    this.fieldAnswers[field.id] = (this.eventNumber << 1) | Number(met);
    return met;
  }

  /** Whether two fields or more have values in arrays, so that these must agree. */
  private meetsInArrays({ fields }: Way): boolean {
    let inArrays = 0;
    for (const { path } of fields) {
      inArrays += this.values.hasInArrays(path) ? 1 : 0;
    }
    return inArrays > 1;
  }

  private holdsInArrays({ fields }: Way): boolean {
    if (fields.some((field) => !field.mayBeAbsent && !this.isMet(field))) {
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

function sorted(numbers: number[]): readonly number[] {
  for (let i = 1; i < numbers.length; i += 1) {
    if ((numbers[i - 1] ?? 0) > (numbers[i] ?? 0)) {
      return numbers.sort((a, b) => a - b);
    }
  }
  return numbers;
}
