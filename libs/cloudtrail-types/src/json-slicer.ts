import { documentAt, listHeadAt, listInside } from './json-lists.ts';
import { NEWLINE, nextDocument, nextRecord } from './json-recovery.ts';
import { INCOMPLETE, MAX_DEPTH, endOfValue, problemOf, sign, skipSpace } from './json-scan.ts';
import { type JsonText, jsonOf } from './json-text.ts';
import { LineCounter } from './line-counter.ts';

/** Where an event stands in its file. */
export interface Position {
  /** The line it begins on, from 1. */
  readonly line: number;
  /** How many stood before it in the file, readable or not. */
  readonly index: number;
}

/** Where the reading of a file goes on that somebody else began. */
export interface ReadFrom {
  /** Before an event that is a document, before an element of a list, or behind a list in its document. */
  readonly place: 'document' | 'list' | 'tail';
  /** Whether the list is a member of a document, which has to end too. */
  readonly isListInside: boolean;
  /** How the records of the list begin, in its quotes. */
  readonly firstKey: string | undefined;
  /** Of the next event. */
  readonly position: Position;
}

const BEGINNING: ReadFrom = {
  place: 'document',
  isListInside: false,
  firstKey: undefined,
  position: { line: 1, index: 0 },
};

/** One event, or why there is none. */
export type Slice =
  | { readonly kind: 'value'; readonly json: JsonText; readonly position: Position }
  | { readonly kind: 'broken'; readonly reason: string; readonly position: Position };

/** How much of the bytes is kept while looking for the next record. */
const OVERLAP = 256;
/** How one record follows another in CloudTrail's own files, and in NDJSON. */
const NEXT_RECORD = { list: Buffer.from('},{"eventVersion"'), document: Buffer.from('}\n{') };
/** Shorter than anything that is nested too deeply. */
const MAX_GUESS = 2 * MAX_DEPTH;
/** An unfinished value is looked at again with each chunk, and beyond this size only when it has doubled. */
const PATIENT_FROM = 256 * 1024;

/**
 * Cuts a stream of bytes into events: JSON documents one after another, on lines or not, and the elements of the lists
 * that are documents or stand in one. It holds one unfinished event at a time. After what is broken it goes on with the
 * next thing that begins like an event.
 */
export class JsonSlicer {
  readonly #maxBytes: number;
  readonly #lines: LineCounter;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #retryAt = 0;
  #mayGuess = true;
  #index: number;
  #place: ReadFrom['place'] | 'stray-line' | 'lost-document' | 'lost-list';
  #isListInside: boolean;
  #firstKey: string | undefined;
  /** Why no more bytes come. */
  #ending: string | undefined;
  #isEndingTold = false;
  #isBlank: boolean;

  constructor(maxBytes: number, { place, isListInside, firstKey, position }: ReadFrom = BEGINNING) {
    this.#maxBytes = maxBytes;
    this.#lines = new LineCounter(position.line);
    this.#index = position.index;
    this.#place = place;
    this.#isListInside = isListInside;
    this.#firstKey = firstKey;
    this.#isBlank = position.index === 0;
  }

  *push(chunk: Uint8Array): Generator<Slice> {
    const bytes = Buffer.concat([this.#bytes.subarray(this.#at), chunk]);
    this.#lines.moveTo(this.#at, bytes);
    this.#bytes = bytes;
    this.#retryAt -= this.#at;
    this.#at = 0;
    this.#mayGuess = true;
    yield* this.#slices();
  }

  /** What is left when the stream has ended. `failure` says why, when it was not its end. */
  *end(failure?: string): Generator<Slice> {
    this.#ending = failure ?? 'the file ends inside it';
    yield* this.#slices();
    const isOpen = this.#place === 'list' || this.#place === 'tail';
    if (isOpen || this.#isBlank || (failure !== undefined && !this.#isEndingTold)) {
      const reason = this.#isBlank ? 'it is empty' : 'the file ends before its list of events does';
      yield this.#broken(this.#bytes.length, failure ?? reason);
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
      case 'stray-line':
        this.#goOnAt(this.#bytes.indexOf(NEWLINE, this.#at), 'document');
        return undefined;
      case 'lost-document':
        this.#goOnAt(nextDocument(this.#bytes, this.#at), 'document');
        return undefined;
      case 'lost-list':
        this.#goOnAt(nextRecord(this.#bytes, this.#at, this.#firstKey ?? '"eventVersion"'), 'list');
        return undefined;
    }
  }

  #document(): Slice | undefined {
    this.#at = documentAt(this.#bytes, this.#at);
    this.#isBlank &&= this.#at === this.#bytes.length;
    const listAt = listHeadAt(this.#bytes, this.#at, this.#ending !== undefined);
    switch (listAt) {
      case 'not known yet':
        return undefined;
      case 'none':
        return this.#bytes[this.#at] === sign.object ? this.#value() : this.#strayLine();
      default:
        this.#enterList(listAt);
        return undefined;
    }
  }

  #enterList(at: number): void {
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
    const guess = this.#guess();
    if (guess !== undefined) {
      return guess;
    }
    const end = this.#endOfValue();
    if (typeof end !== 'number') {
      return end === undefined ? undefined : this.#lose(end);
    }
    const bytes = this.#bytes.subarray(start, end);
    const list = this.#place === 'document' ? listInside(bytes) : undefined;
    if (list !== undefined) {
      this.#enterList(start + list);
      return undefined;
    }
    this.#firstKey ??= /^\{\s*("[^"]+")/.exec(bytes.toString('latin1', 0, OVERLAP))?.[1];
    const json = bytes.length > this.#maxBytes ? this.#tooLarge() : jsonOf(bytes);
    const slice = typeof json === 'string' ? this.#broken(start, json) : this.#whole(json);
    this.#at = end;
    return slice;
  }

  /**
   * Most records end where the next one seems to begin. No part of a JSON object is one itself, so when the bytes up
   * to there are JSON, they are the record, and need not be walked through. One wrong guess ends the guessing for this chunk.
   */
  #guess(): Slice | undefined {
    if (!this.#mayGuess) {
      return undefined;
    }
    const next = this.#place === 'list' ? NEXT_RECORD.list : NEXT_RECORD.document;
    const end = this.#bytes.indexOf(next, this.#at) + 1;
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#mayGuess = end > 0 && bytes.length <= Math.min(MAX_GUESS, this.#maxBytes);
    if (!this.#mayGuess || (this.#place === 'document' && listInside(bytes) !== undefined)) {
      return undefined;
    }
    const json = jsonOf(bytes);
    if (typeof json === 'string') {
      this.#mayGuess = false;
      return undefined;
    }
    const slice = this.#whole(json);
    this.#at = end;
    return slice;
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
  #strayLine(): Slice {
    const slice = this.#broken(this.#at, 'it is no JSON object');
    this.#place = 'stray-line';
    this.#at += 1;
    return slice;
  }

  #lose(reason: string): Slice {
    const slice = this.#broken(this.#at, reason);
    this.#isEndingTold ||= reason === this.#ending;
    this.#place = this.#place === 'list' ? 'lost-list' : 'lost-document';
    this.#at += 1;
    return slice;
  }

  /** Goes on where something seems to begin; until then no more is kept than could be the start of it. */
  #goOnAt(found: number, place: 'document' | 'list'): void {
    const mayTell = this.#ending !== undefined || found + OVERLAP / 2 < this.#bytes.length;
    if (found === -1 || (place === 'list' && !mayTell)) {
      this.#at = Math.max(this.#at, this.#bytes.length - OVERLAP);
      return;
    }
    // A list that ends in a broken record may be followed by the next document.
    const isList = place === 'list' && listHeadAt(this.#bytes, found, true) === 'none';
    this.#place = isList ? 'list' : 'document';
    this.#at = found;
  }

  #whole(json: JsonText): Slice {
    return { kind: 'value', json, position: this.#position(this.#at) };
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
