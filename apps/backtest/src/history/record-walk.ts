import { Buffer } from 'node:buffer';
import { MAX_EVENT_BYTES, type Position, type ReadFrom, listHeadAt } from '@trailbell/cloudtrail-types';
import { INCOMPLETE, RecordScan } from './record-scan.ts';

const NEWLINE = 0x0a;
const SPACE = 0x20;
const COMMA = 0x2c;
const LIST = 0x5b;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
/** In so much stands the first key of a record. */
const FIRST_KEY = 256;

/** Where a step led: to a record; to where more bytes are needed; to the end of the file; or to what only the careful reader knows. */
export type Step = 'record' | 'more' | 'end' | 'unusual';

/** Steps through the bytes of a file from record to record: those in lists, and those that are documents of their own. */
export class RecordWalk {
  /** Of the bytes there are; after a step to a record, with its facts. */
  scan = new RecordScan(Buffer.alloc(0));
  #bytes: Buffer = Buffer.alloc(0);
  #isLast = false;
  #at = 0;
  #end = 0;
  #place: ReadFrom['place'] = 'document';
  #isListInside = false;
  #firstKey: string | undefined;
  #index = 0;
  /** How many lines end before this offset. */
  #lines = 0;
  #linesTo = 0;
  #isBlank = true;

  /** Goes on with these bytes, which begin with what was `left`. */
  goOn(bytes: Buffer): void {
    this.#countLines();
    this.#linesTo = 0;
    this.scan = new RecordScan(bytes);
    this.#bytes = bytes;
    this.#at = 0;
  }

  /** Goes on with what was `left`: there are no more bytes. */
  end(): void {
    this.#isLast = true;
  }

  /** The bytes from where the last step led to. */
  get left(): Buffer {
    return this.#bytes.subarray(this.#at);
  }

  get record(): Buffer {
    return this.#bytes.subarray(this.#at, this.#end);
  }

  get position(): Position {
    this.#countLines();
    return { line: this.#lines + 1, index: this.#index };
  }

  /** For whoever reads what is left. */
  get here(): ReadFrom {
    return {
      place: this.#place,
      isListInside: this.#isListInside,
      firstKey: this.#firstKey,
      position: this.position,
    };
  }

  /** Leaves the record that the last step led to behind. */
  pass(): void {
    this.#at = this.#end;
    this.#index += 1;
  }

  next(): Step {
    this.#skipSpace();
    if (this.#place === 'list') {
      return this.#element();
    }
    return this.#place === 'tail' ? this.#tail() : this.#document();
  }

  #document(): Step {
    if (this.#at === this.#bytes.length) {
      return this.#isLast && !this.#isBlank ? 'end' : this.#more;
    }
    this.#isBlank = false;
    const step = this.#bytes[this.#at] === OBJECT ? this.#toRecord() : 'unusual';
    return step === 'unusual' ? this.#enterList() : step;
  }

  #enterList(): Step {
    const head = listHeadAt(this.#bytes, this.#at, this.#isLast);
    if (typeof head === 'string') {
      return head === 'none' ? 'unusual' : this.#more;
    }
    this.#isListInside = this.#bytes[this.#at] !== LIST;
    this.#at = head;
    this.#place = 'list';
    this.#firstKey = undefined;
    return this.next();
  }

  #element(): Step {
    while (this.#bytes[this.#at] === COMMA) {
      this.#at += 1;
      this.#skipSpace();
    }
    switch (this.#bytes[this.#at]) {
      case OBJECT:
        return this.#toRecord();
      case LIST_END:
        this.#at += 1;
        this.#place = this.#isListInside ? 'tail' : 'document';
        return this.next();
      case undefined:
        return this.#more;
      default:
        return 'unusual';
    }
  }

  #tail(): Step {
    if (this.#bytes[this.#at] === OBJECT_END) {
      this.#at += 1;
      this.#place = 'document';
      return this.next();
    }
    return this.#at === this.#bytes.length ? this.#more : 'unusual';
  }

  #toRecord(): Step {
    const end = this.scan.endOfRecord(this.#at);
    if (end < 0 || end - this.#at > MAX_EVENT_BYTES) {
      return end === INCOMPLETE ? this.#more : 'unusual';
    }
    this.#end = end;
    if (this.#place === 'list') {
      this.#firstKey ??= /^\{\s*("[^"]+")/.exec(this.#bytes.toString('latin1', this.#at, this.#at + FIRST_KEY))?.[1];
    }
    return 'record';
  }

  /** More than the largest record and still none: it is one too large. */
  get #more(): Step {
    return this.#isLast || this.#bytes.length - this.#at > MAX_EVENT_BYTES ? 'unusual' : 'more';
  }

  #skipSpace(): void {
    while ((this.#bytes[this.#at] ?? COMMA) <= SPACE) {
      this.#at += 1;
    }
  }

  /** Only where somebody asks: few want to know. */
  #countLines(): void {
    const passed = this.#bytes.subarray(this.#linesTo, this.#at);
    for (let at = passed.indexOf(NEWLINE); at !== -1; at = passed.indexOf(NEWLINE, at + 1)) {
      this.#lines += 1;
    }
    this.#linesTo = this.#at;
  }
}
