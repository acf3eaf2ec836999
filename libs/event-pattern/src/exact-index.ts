/* eslint max-params: ["error", 5] -- called for every used string of every event: an argument is cheaper than an object. */
import { hashOf, sameBytes } from './slices.ts';
import { type Bytes, encodeText, roomFor } from './text-bytes.ts';

/** One string some pattern wants at one path. */
export type Entry = number;

export const NO_ENTRY = -1;

/**
 * Finds the strings that patterns want by their bytes, without making a string of them: an open hash table over (path,
 * bytes). Strings that cannot be bytes, with half a surrogate pair, are found by their text only.
 */
export class ExactIndex {
  /** For each path, its strings. */
  private readonly byText: (Map<string, Entry> | undefined)[] = [];
  private readonly entryBytes: Uint8Array[] = [];
  private readonly entryPaths: number[] = [];
  private size = 0;

  // What follows is laid out once, by `seal`.
  private slots = new Int32Array(1);
  private mask = 0;
  private starts = new Int32Array(0);
  private ends = new Int32Array(0);
  private paths = new Int32Array(0);
  private pool: Bytes = roomFor(0);
  private longest = new Int32Array(0);

  get entries(): number {
    return this.size;
  }

  intern(path: number, text: string): Entry {
    const texts = (this.byText[path] ??= new Map<string, Entry>());
    const known = texts.get(text);
    if (known !== undefined) {
      return known;
    }
    const entry = this.size;
    this.size += 1;
    texts.set(text, entry);
    this.entryPaths.push(path);
    this.entryBytes.push(text.isWellFormed() ? encodeText(text) : UNENCODABLE);
    return entry;
  }

  hasEntries(path: number): boolean {
    return this.byText[path] !== undefined;
  }

  findText(path: number, text: string): Entry {
    return this.byText[path]?.get(text) ?? NO_ENTRY;
  }

  seal(paths: number): void {
    const capacity = 2 ** Math.ceil(Math.log2(this.size * 2 + 2));
    this.slots = new Int32Array(capacity).fill(NO_ENTRY);
    this.mask = capacity - 1;
    this.starts = new Int32Array(this.size);
    this.ends = new Int32Array(this.size);
    this.paths = Int32Array.from(this.entryPaths);
    this.longest = new Int32Array(paths).fill(-1);
    this.pool = roomFor(this.entryBytes.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    this.entryBytes.forEach((bytes, entry) => {
      this.pool.bytes.set(bytes, at);
      this.starts[entry] = at;
      this.ends[entry] = at + bytes.length;
      at += bytes.length;
      this.place(entry);
    });
    this.entryBytes.length = 0;
  }

  find(path: number, event: Bytes, start: number, end: number): Entry {
    if (end - start > (this.longest[path] ?? -1)) {
      return NO_ENTRY;
    }
    const { slots, mask } = this;
    let slot = hashOf(path, event, start, end) & mask;
    for (;;) {
      const entry = slots[slot] ?? NO_ENTRY;
      if (entry === NO_ENTRY || this.isEntry(entry, path, event, start, end)) {
        return entry;
      }
      slot = (slot + 1) & mask;
    }
  }

  private place(entry: Entry): void {
    const path = this.paths[entry] ?? 0;
    const start = this.starts[entry] ?? 0;
    const end = this.ends[entry] ?? 0;
    if (this.entryBytes[entry] === UNENCODABLE) {
      return;
    }
    this.longest[path] = Math.max(this.longest[path] ?? 0, end - start);
    let slot = hashOf(path, this.pool, start, end) & this.mask;
    while (this.slots[slot] !== NO_ENTRY) {
      slot = (slot + 1) & this.mask;
    }
    this.slots[slot] = entry;
  }

  private isEntry(entry: Entry, path: number, event: Bytes, start: number, end: number): boolean {
    const from = this.starts[entry] ?? 0;
    const isAlike = this.paths[entry] === path && (this.ends[entry] ?? 0) - from === end - start;
    return isAlike && sameBytes(event, start, end, this.pool, from);
  }
}

const UNENCODABLE = new Uint8Array(0);
