/* eslint max-params: ["error", 5] -- called for every used value of every event: an argument is cheaper than an object. */
import { EventValue, type Membership, type ScalarKind } from './event-value.ts';
import { type Entry, type ExactIndex, NO_ENTRY } from './exact-index.ts';
import { type EventBytes } from './text-bytes.ts';
import { type KnownValue, NOBODY_KNOWS, type ValueCache } from './value-cache.ts';

const NONE = -1;
const UNASKED = -2;

/**
 * The values one event holds at the paths that patterns use. Laid out in arrays that are used again for the next event;
 * a value becomes a string only when some test asks for it.
 */
export class EventValues {
  count = 0;
  /** Whether a value lies in an object (or array) that lies in an array. */
  inArrays = false;
  readonly entries: Entry[] = [];

  private readonly kinds: ScalarKind[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly memberships: (Membership | undefined)[] = [];
  private readonly made: (EventValue | undefined)[] = [];
  private readonly nexts: number[] = [];
  private readonly paths: number[] = [];
  /** Where the cache has a value, or `UNASKED`. */
  private readonly known: KnownValue[] = [];

  private readonly index: ExactIndex;
  readonly cache: ValueCache;
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
    this.eventNumber = (this.eventNumber + 1) | 0;
  }

  /** The last value found at the path, or -1; `next` gives the others. */
  first(path: number): number {
    return this.headEvents[path] === this.eventNumber ? (this.heads[path] ?? NONE) : NONE;
  }

  next(value: number): number {
    return this.nexts[value] ?? NONE;
  }

  /** Adds what stands in the event's bytes. Tells which wanted string it is. */
  addSlice(path: number, kind: ScalarKind, start: number, end: number, membership: Membership | undefined): Entry {
    const entry = kind === 'string' ? this.index.find(path, this.event.bytes, start, end) : NO_ENTRY;
    const value = this.append(path, entry, membership);
    this.kinds[value] = kind;
    this.starts[value] = start;
    this.ends[value] = end;
    this.made[value] = undefined;
    this.known[value] = UNASKED;
    return entry;
  }

  /** Adds a value that had to be read another way. */
  addValue(path: number, value: EventValue): Entry {
    const entry = value.kind === 'string' ? this.index.findText(path, value.text) : NO_ENTRY;
    const at = this.append(path, entry, value.membership);
    this.made[at] = value;
    this.known[at] = NOBODY_KNOWS;
    return entry;
  }

  /** The value as tests read it. */
  value(at: number): EventValue {
    return (this.made[at] ??= this.make(at));
  }

  /** Where the value is known from earlier events. */
  knownValue(at: number): KnownValue {
    const known = this.known[at] ?? NOBODY_KNOWS;
    if (known !== UNASKED) {
      return known;
    }
    const [start = 0, end = 0, path = 0] = [this.starts[at], this.ends[at], this.paths[at]];
    const found = this.cache.find(path, this.kinds[at] ?? 'literal', this.event, start, end);
    this.known[at] = found;
    return found;
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
      if (this.memberships[at] !== undefined) {
        return true;
      }
    }
    return false;
  }

  private make(at: number): EventValue {
    const text = this.event.decode(this.starts[at] ?? 0, this.ends[at] ?? 0);
    return new EventValue(this.kinds[at] ?? 'literal', text, this.memberships[at]);
  }

  private append(path: number, entry: Entry, membership: Membership | undefined): number {
    const value = this.count;
    this.count += 1;
    this.entries[value] = entry;
    this.paths[value] = path;
    this.memberships[value] = membership;
    this.nexts[value] = this.first(path);
    this.heads[path] = value;
    this.headEvents[path] = this.eventNumber;
    this.inArrays ||= membership !== undefined;
    return value;
  }
}
