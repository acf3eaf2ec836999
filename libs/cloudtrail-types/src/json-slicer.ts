import { listHeadAt, listInside } from './json-lists.ts';
import { INCOMPLETE, endOfValue, isSpace, problemOf, sign, skipSpace } from './json-scan.ts';
import { LineCounter } from './line-counter.ts';

/** Where an event stands in its file. */
export interface Position {
  /** The line it begins on, from 1. */
  readonly line: number;
  /** How many stood before it in the file, readable or not. */
  readonly index: number;
}

/** The bytes of one event, or why there are none. */
export type Slice =
  | { readonly kind: 'value'; readonly bytes: Buffer; readonly position: Position }
  | { readonly kind: 'broken'; readonly reason: string; readonly position: Position };

const NEWLINE = 0x0a;
/** How much of the bytes is kept while looking for the next record. */
const OVERLAP = 256;
/** An unfinished value is looked at again with each chunk, and beyond this size only when it has doubled. */
const PATIENT_FROM = 256 * 1024;

/**
 * Cuts a stream of bytes into events: JSON documents one after another, on lines or not, and the elements of the lists
 * that are documents or stand in one. It holds one unfinished event at a time. After what is broken it goes on with the
 * next thing that begins like an event.
 */
export class JsonSlicer {
  readonly #maxBytes: number;
  readonly #lines = new LineCounter();
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #retryAt = 0;
  #index = 0;
  #place: 'document' | 'list' | 'tail' | 'lost-document' | 'lost-list' = 'document';
  /** Whether the list is a member of a document, which has to end too. */
  #isListInside = false;
  /** How the records of the list begin. */
  #firstKey: string | undefined;
  /** Why no more bytes come. */
  #ending: string | undefined;
  #isEndingTold = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  *push(chunk: Uint8Array): Generator<Slice> {
    const bytes = Buffer.concat([this.#bytes.subarray(this.#at), chunk]);
    this.#lines.moveTo(this.#at, bytes);
    this.#bytes = bytes;
    this.#retryAt -= this.#at;
    this.#at = 0;
    yield* this.#slices();
  }

  /** What is left when the stream has ended. `failure` says why, when it was not its end. */
  *end(failure?: string): Generator<Slice> {
    this.#ending = failure ?? 'the file ends inside it';
    yield* this.#slices();
    const isOpen = this.#place === 'list' || this.#place === 'tail';
    if (isOpen || (failure !== undefined && !this.#isEndingTold)) {
      yield this.#broken(this.#bytes.length, failure ?? 'the file ends before its list of events does');
    }
  }

  *#slices(): Generator<Slice> {
    let before: number;
    do {
      before = this.#at;
      const slice = this.#step();
      if (slice !== undefined) {
        yield slice;
      }
    } while (this.#at !== before);
  }

  #step(): Slice | undefined {
    switch (this.#place) {
      case 'document':
        return this.#document();
      case 'list':
        return this.#element();
      case 'tail':
        return this.#tail();
      case 'lost-document':
        return this.#findDocument();
      case 'lost-list':
        return this.#findElement();
    }
  }

  #document(): Slice | undefined {
    this.#at = skipSpace(this.#bytes, this.#at);
    const listAt = listHeadAt(this.#bytes, this.#at, this.#ending !== undefined);
    switch (listAt) {
      case 'not known yet':
        return undefined;
      case 'none':
        return this.#bytes[this.#at] === sign.object ? this.#value() : this.#strayLine();
      default:
        return this.#enterList(listAt);
    }
  }

  #enterList(at: number): undefined {
    this.#isListInside = this.#bytes[this.#at] === sign.object;
    this.#at = at;
    this.#place = 'list';
    this.#firstKey = undefined;
  }

  #element(): Slice | undefined {
    while (this.#at < this.#bytes.length) {
      this.#at = skipSpace(this.#bytes, this.#at);
      if (this.#bytes[this.#at] !== sign.comma) {
        break;
      }
      this.#at += 1;
    }
    if (this.#bytes[this.#at] === sign.listEnd) {
      this.#at += 1;
      this.#place = this.#isListInside ? 'tail' : 'document';
      return undefined;
    }
    return this.#at < this.#bytes.length ? this.#value() : undefined;
  }

  /** What follows the list in its document: a NextToken, say. It holds no events. */
  #tail(): Slice | undefined {
    this.#at = skipSpace(this.#bytes, this.#at);
    switch (this.#bytes[this.#at]) {
      case undefined:
        return undefined;
      case sign.objectEnd:
        this.#place = 'document';
        this.#at += 1;
        return undefined;
      case sign.comma:
      case sign.colon:
        this.#at += 1;
        return undefined;
      default: {
        const end = this.#endOfValue();
        this.#at = typeof end === 'number' ? end : this.#at;
        return typeof end === 'string' ? this.#lose(end) : undefined;
      }
    }
  }

  #value(): Slice | undefined {
    const start = this.#at;
    const end = this.#endOfValue();
    if (typeof end !== 'number') {
      return end === undefined ? undefined : this.#lose(end);
    }
    const bytes = this.#bytes.subarray(start, end);
    const list = this.#place === 'document' ? listInside(bytes) : undefined;
    if (list !== undefined) {
      return this.#enterList(start + list);
    }
    if (bytes.length > this.#maxBytes) {
      this.#at = end;
      return this.#broken(start, this.#tooLarge());
    }
    this.#firstKey ??= /^\{\s*("[^"]+")/.exec(bytes.toString('latin1', 0, OVERLAP))?.[1];
    const position = this.#position(start);
    this.#at = end;
    return { kind: 'value', bytes, position };
  }

  /** Where the value ends, or what is wrong with it, or nothing while it may still come. */
  #endOfValue(): number | string | undefined {
    const isEnded = this.#ending !== undefined;
    if (!isEnded && this.#bytes.length < this.#retryAt) {
      return undefined;
    }
    const end = endOfValue(this.#bytes, this.#at);
    if (end !== INCOMPLETE) {
      return problemOf(end) ?? end;
    }
    const size = this.#bytes.length - this.#at;
    if (size > this.#maxBytes) {
      return this.#tooLarge();
    }
    this.#retryAt = size > PATIENT_FROM ? this.#at + Math.min(2 * size, this.#maxBytes + 1) : 0;
    return this.#ending;
  }

  #tooLarge(): string {
    return `it is larger than ${String(this.#maxBytes)} bytes`;
  }

  /** A line that begins like no event is told, and the next one looked at. */
  #strayLine(): Slice | undefined {
    const start = this.#at;
    const newline = this.#bytes.indexOf(NEWLINE, start);
    if (newline === -1 && this.#ending === undefined && this.#bytes.length - start < OVERLAP) {
      return undefined;
    }
    if (newline === -1) {
      return this.#lose('it is no JSON object');
    }
    this.#at = newline;
    return this.#broken(start, 'it is no JSON object');
  }

  #lose(reason: string): Slice {
    const slice = this.#broken(this.#at, reason);
    this.#isEndingTold ||= reason === this.#ending;
    this.#place = this.#place === 'list' ? 'lost-list' : 'lost-document';
    this.#at += 1;
    return slice;
  }

  /** The next line that begins with a bracket. */
  #findDocument(): undefined {
    for (let at = this.#newlineFrom(this.#at); at !== -1; at = this.#newlineFrom(at + 1)) {
      const next = this.#bytes[at + 1];
      if (next === sign.object || next === sign.list) {
        this.#place = 'document';
        this.#at = at + 1;
        return undefined;
      }
    }
    this.#at = Math.max(this.#at, this.#bytes.length - 1);
  }

  #newlineFrom(at: number): number {
    return this.#bytes.indexOf(NEWLINE, at);
  }

  /** The next bracket that the first key of the records follows. */
  #findElement(): undefined {
    const key = this.#firstKey ?? '"eventVersion"';
    for (let at = this.#bytes.indexOf(key, this.#at); at !== -1; at = this.#bytes.indexOf(key, at + 1)) {
      let open = at - 1;
      while (open > this.#at && isSpace(this.#bytes[open])) {
        open -= 1;
      }
      if (open >= this.#at && this.#bytes[open] === sign.object) {
        this.#place = 'list';
        this.#at = open;
        return undefined;
      }
    }
    this.#at = Math.max(this.#at, this.#bytes.length - OVERLAP);
  }

  #broken(start: number, reason: string): Slice {
    return { kind: 'broken', reason, position: this.#position(start) };
  }

  #position(start: number): Position {
    this.#retryAt = 0;
    const position = { line: this.#lines.lineOf(start), index: this.#index };
    this.#index += 1;
    return position;
  }
}
