/* eslint max-params: ["error", 5] -- called for every used value of every event: an argument is cheaper than an object. */
import { EventValue, type Membership, type ScalarKind } from './event-value.ts';
import { type Entry, type ExactIndex, NO_ENTRY } from './exact-index.ts';
import { type EventBytes } from './text-bytes.ts';
import { type KnownValue, NOBODY_KNOWS, type ValueCache } from './value-cache.ts';

const NONE = -1;
const UNASKED = -2;
const NEVER = -1;

// What is kept of a value, side by side.
const PATH = 0;
const KIND = 1;
const START = 2;
const END = 3;
/** The value found before it at the same path. */
const NEXT = 4;
/** Which wanted string it is. */
const ENTRY = 5;
/** Where the cache has it. */
const KNOWN = 6;
/** The event for which it was made a value for tests. */
const MADE = 7;
const WIDTH = 8;

const KINDS: readonly ScalarKind[] = ['string', 'number', 'literal'];
const STRING = 0;

/**
 * The values one event holds at the paths that patterns use. Laid out side by side, in room that is used again for the
 * next event; which wanted string a value is, and what it says, is found out when somebody asks.
 */
export class EventValues {
  count = 0;
  /** Whether a value lies in an object (or array) that lies in an array. */
  inArrays = false;
  readonly cache: ValueCache;

  private rows = new Int32Array(64 * WIDTH);
  private readonly memberships: (Membership | undefined)[] = [];
  private readonly made: (EventValue | undefined)[] = [];

  private readonly index: ExactIndex;
  private readonly event: EventBytes;
  private readonly heads: Int32Array;
  private readonly headEvents: Int32Array;
  private eventNumber = 0;

  constructor(index: ExactIndex, cache: ValueCache, event: EventBytes, paths: number) {
    this.index = index;
    this.cache = cache;
    this.event = event;
    this.heads = new Int32Array(paths);
    this.headEvents = new Int32Array(paths);
  }

  clear(): void {
    this.count = 0;
    this.inArrays = false;
    this.cache.startEvent();
    this.eventNumber = (this.eventNumber + 1) & 0x7fffffff;
  }

  /** The last value found at the path, or -1; `next` gives the others. */
  first(path: number): number {
    return this.headEvents[path] === this.eventNumber ? (this.heads[path] ?? NONE) : NONE;
  }

  next(value: number): number {
    return this.rows[value * WIDTH + NEXT] ?? NONE;
  }

  /** Adds what stands in the event's bytes. */
  addSlice(path: number, kind: ScalarKind, start: number, end: number, membership: Membership | undefined): void {
    const row = this.append(path, membership);
    const { rows } = this;
    rows[row + KIND] = kind === 'string' ? STRING : KINDS.indexOf(kind);
    rows[row + START] = start;
    rows[row + END] = end;
    rows[row + ENTRY] = kind === 'string' ? UNASKED : NO_ENTRY;
    rows[row + KNOWN] = UNASKED;
  }

  /** Adds a value that had to be read another way. */
  addValue(path: number, value: EventValue): void {
    this.made[this.count] = value;
    const row = this.append(path, value.membership);
    this.rows[row + MADE] = this.eventNumber;
    this.rows[row + ENTRY] = value.kind === 'string' ? this.index.findText(path, value.text) : NO_ENTRY;
    this.rows[row + KNOWN] = NOBODY_KNOWS;
  }

  /** Which wanted string the value is. */
  entry(at: number): Entry {
    const row = at * WIDTH;
    const { rows } = this;
    const entry = rows[row + ENTRY] ?? NO_ENTRY;
    if (entry !== UNASKED) {
      return entry;
    }
    const found = this.index.find(rows[row + PATH] ?? 0, this.event, rows[row + START] ?? 0, rows[row + END] ?? 0);
    rows[row + ENTRY] = found;
    return found;
  }

  /** Where the value is known from earlier events. */
  knownValue(at: number): KnownValue {
    const row = at * WIDTH;
    const { rows } = this;
    const known = rows[row + KNOWN] ?? NOBODY_KNOWS;
    if (known !== UNASKED) {
      return known;
    }
    const kind = KINDS[rows[row + KIND] ?? STRING] ?? 'string';
    const found = this.cache.find(
      rows[row + PATH] ?? 0,
      kind,
      this.event,
      rows[row + START] ?? 0,
      rows[row + END] ?? 0,
    );
    rows[row + KNOWN] = found;
    return found;
  }

  /** The value as tests read it. */
  value(at: number): EventValue {
    const row = at * WIDTH;
    const made = this.rows[row + MADE] === this.eventNumber ? this.made[at] : undefined;
    if (made !== undefined) {
      return made;
    }
    const value = this.make(at);
    this.made[at] = value;
    this.rows[row + MADE] = this.eventNumber;
    return value;
  }

  valuesAt(path: number): readonly EventValue[] {
    const values: EventValue[] = [];
    for (let at = this.first(path); at !== NONE; at = this.next(at)) {
      values.push(this.value(at));
    }
    return values;
  }

  hasInArrays(path: number): boolean {
    for (let at = this.first(path); at !== NONE; at = this.next(at)) {
      if (this.membership(at) !== undefined) {
        return true;
      }
    }
    return false;
  }

  private make(at: number): EventValue {
    const row = at * WIDTH;
    const text = this.event.decode(this.rows[row + START] ?? 0, this.rows[row + END] ?? 0);
    return new EventValue(KINDS[this.rows[row + KIND] ?? STRING] ?? 'string', text, this.membership(at));
  }

  private membership(at: number): Membership | undefined {
    return this.inArrays ? this.memberships[at] : undefined;
  }

  /** The row of a new value. */
  private append(path: number, membership: Membership | undefined): number {
    const value = this.count;
    const row = value * WIDTH;
    this.count += 1;
    if (row + WIDTH > this.rows.length) {
      this.grow();
    }
    this.rows[row + PATH] = path;
    this.rows[row + NEXT] = this.first(path);
    this.heads[path] = value;
    this.headEvents[path] = this.eventNumber;
    this.rows[row + MADE] = NEVER;
    if (membership !== undefined && !this.inArrays) {
      this.inArrays = true;
      this.memberships.fill(undefined, 0, value);
    }
    if (this.inArrays) {
      this.memberships[value] = membership;
    }
    return row;
  }

  private grow(): void {
    const wider = new Int32Array(this.rows.length * 2);
    wider.set(this.rows);
    this.rows = wider;
  }
}
