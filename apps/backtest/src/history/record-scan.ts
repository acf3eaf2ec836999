// Every record of every log passes through here, so this is a loop over marks and not a sentence. Its order of business: find
// where a record ends, and on the way the few members by which anybody would want it. Nothing is refused here: what is not
// plainly a record is for the careful reader, which knows every form and says what is wrong with one.

import { JsonMarks } from './json-marks.ts';
import {
  ANYTHING,
  type Fact,
  type Member,
  type Members,
  facts,
  membersIn,
  placeOf,
  recordMembers,
} from './record-facts.ts';

/** The bytes end inside the record. */
export const INCOMPLETE = -1;
/** The bytes are no JSON object, or one that holds a list of records: for the careful reader. */
export const UNUSUAL = -2;

const SPACE = 0x20;
const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
/** Brackets, and but for one bit braces. */
const OPENING = 0x5b;
const CLOSING = 0x5d;
const BRACE_BIT = 0x20;
const OBJECT = OPENING | BRACE_BIT;
const OBJECT_END = CLOSING | BRACE_BIT;

/** Finds where records end and their facts stand: as JSON.parse would have them, so the last of what is written twice. */
export class RecordScan {
  /** Of each fact, in their order, where the text inside its quotes, or the word, begins; 0 where there is none. */
  readonly starts = new Int32Array(facts.length);
  readonly ends = new Int32Array(facts.length);
  /** A number made of the bytes of each fact. */
  readonly hashes = new Int32Array(facts.length);
  /** Whether the record has its facts in the form a record has them. Otherwise it has to be parsed to be known. */
  isPlain = true;
  /** Whether a text of it holds an escape by which any letter may be written. */
  hasEscapes = false;
  readonly bytes: Uint8Array;
  /** The same bytes, several at a time. */
  readonly words: DataView;
  private readonly marks: JsonMarks;
  /** The next of the marks of the slice. */
  private nextMark = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.marks = new JsonMarks(bytes);
  }

  /** The text of a fact of the record that was read last; `undefined` where it has none. */
  textOf(fact: Fact): string | undefined {
    const index = facts.indexOf(fact);
    const [start, end] = [this.starts[index] ?? 0, this.ends[index] ?? 0];
    return start === 0 ? undefined : Buffer.from(this.bytes.subarray(start, end)).toString('latin1');
  }

  /* eslint-disable complexity, max-depth, max-lines-per-function -- the hot loop: in pieces it takes twice as long */

  /** The offset behind the object that begins here, or a code. */
  endOfRecord(start: number): number {
    const { bytes, words, marks } = this;
    const { places } = marks;
    this.isPlain = true;
    this.hasEscapes = false;
    for (let fact = 0; fact < facts.length; fact += 1) {
      this.starts[fact] = 0;
    }

    let next = this.markAt(start);
    let { count, start: offset } = marks;
    let depth = 0;
    // What is known of the members at this depth; the last of them, and the colon behind its key.
    let members: Members | undefined;
    let member: Member = ANYTHING;
    let colonAt = start - 2; // none
    // The members of the object at the second depth that the scan is in.
    let inner: Members | undefined;
    for (;;) {
      if (next === count) {
        if (!marks.next()) {
          return INCOMPLETE;
        }
        next = 0;
        ({ count, start: offset } = marks);
        continue;
      }
      const at = offset + (places[next] ?? 0);
      const byte = bytes[at] ?? 0;
      next += 1;
      if (byte === COLON) {
        if (members !== undefined) {
          member = ANYTHING;
          colonAt = at;
          if (bytes[at - 1] === QUOTE && at > WORD) {
            const word = words.getInt32(at - 1 - WORD, true);
            if (members.words[placeOf(word)] === word) {
              member = this.memberNamed(word, at - 1, members, start);
            }
          } else {
            member = this.memberBefore(at, members, start);
          }
          if (member !== ANYTHING) {
            this.take(member, this.valueBehind(at));
          }
        }
      } else if ((byte & ~BRACE_BIT) === OPENING) {
        if (depth === 0) {
          members = recordMembers;
        } else if (members !== undefined) {
          if (member.holds === 'records' || (at !== colonAt + 1 && at !== this.valueBehind(colonAt))) {
            return UNUSUAL;
          }
          members = depth === 1 && byte === OBJECT ? membersIn[member.holds] : undefined;
          inner = depth === 1 ? members : inner;
        }
        depth += 1;
      } else if ((byte & ~BRACE_BIT) === CLOSING) {
        depth -= 1;
        if (depth <= 2) {
          if (depth === 0) {
            this.nextMark = next;
            return byte === OBJECT_END ? at + 1 : UNUSUAL;
          }
          members = depth === 1 ? recordMembers : inner;
        }
      } else if (bytes[at - 1] === BACKSLASH) {
        this.hasEscapes = true;
        this.isPlain &&= members === undefined || this.isInText(at, this.valueBehind(colonAt));
      } else {
        return UNUSUAL; // it follows the opening quote of the next text: the closing one of this text is missing
      }
    }
  }

  /* eslint-enable complexity, max-depth, max-lines-per-function */

  /** Which mark of the slice is the brace that stands here. */
  private markAt(start: number): number {
    const { marks } = this;
    let next = this.nextMark;
    let isMore = marks.isThere;
    while (isMore) {
      while (next < marks.count && marks.start + (marks.places[next] ?? 0) < start) {
        next += 1;
      }
      if (next < marks.count && marks.start + (marks.places[next] ?? 0) === start) {
        return next;
      }
      isMore = next === marks.count && marks.next();
      next = 0;
    }
    marks.from(start);
    return 0;
  }

  /** The member whose key ends somewhere before this colon; where there is none, a record is not plain. */
  private memberBefore(colon: number, members: Members, start: number): Member {
    let end = colon - 1;
    while ((this.bytes[end] ?? QUOTE) <= SPACE) {
      end -= 1;
    }
    this.isPlain &&= this.bytes[end] === QUOTE;
    return end < WORD ? ANYTHING : this.memberNamed(this.words.getInt32(end - WORD, true), end, members, start);
  }

  /** The member whose key ends here, with this word. */
  private memberNamed(word: number, end: number, members: Members, start: number): Member {
    const ending = members.words[placeOf(word)] === word ? members.ending[placeOf(word)] : undefined;
    const count = ending?.length ?? 0;
    for (let index = 0; index < count; index += 1) {
      const member = ending?.[index] ?? ANYTHING;
      if (this.isNamed(member, end - member.length, start)) {
        return member;
      }
    }
    return ANYTHING;
  }

  /** Whether this is its key, of which the end is known to be. */
  private isNamed({ words }: Member, from: number, start: number): boolean {
    const { bytes } = this;
    if (from <= start + 1 || bytes[from - 1] !== QUOTE || bytes[from - 2] === BACKSLASH) {
      return false;
    }
    for (let index = 0; index < words.length; index += 1) {
      if (this.words.getInt32(from + WORD * index, true) !== words[index]) {
        return false;
      }
    }
    return true;
  }

  private valueBehind(colon: number): number {
    let at = colon + 1;
    while ((this.bytes[at] ?? QUOTE) <= SPACE) {
      at += 1;
    }
    return at;
  }

  /** Takes what begins here as the value of the member. */
  private take({ holds, fact }: Member, at: number): void {
    if (holds === 'text') {
      this.takeText(fact, at);
    } else if (holds === 'flag') {
      this.takeFlag(fact, at);
    } else if (holds === 'identity') {
      this.starts[TYPE] = 0; // of one that was written before
      this.isPlain &&= this.bytes[at] === OBJECT;
    } else if (holds === 'parameters') {
      this.starts[BUCKET_NAME] = 0;
      this.isPlain &&= this.bytes[at] !== OPENING; // patterns look into the elements of a list
    } else {
      this.isPlain = false;
    }
  }

  private takeFlag(fact: number, at: number): void {
    const first = this.bytes[at] ?? 0;
    if (first !== LETTER_T && first !== LETTER_F) {
      this.isPlain = false;
      return;
    }
    this.starts[fact] = at;
    this.ends[fact] = this.wordEnd(at);
    this.hashes[fact] = first;
  }

  /** Up to the next quote. Whether that ends a text that holds escapes is of no matter: such a text is no fact. */
  private takeText(fact: number, quote: number): void {
    const { words } = this;
    const last = this.bytes.length - WORD;
    let hash = 0;
    let at = quote + 1;
    if (this.bytes[quote] !== QUOTE) {
      this.isPlain = false;
      return;
    }
    while (at <= last) {
      const word = words.getInt32(at, true);
      const quotes = quotesIn(word);
      if (quotes !== 0) {
        const bits = (31 - Math.clz32(quotes & -quotes)) & ~7;
        hash = Math.imul(hash ^ (word & ((1 << bits) - 1)), HASH_FACTOR);
        at += bits >> 3;
        break;
      }
      hash = Math.imul(hash ^ word, HASH_FACTOR);
      at += WORD;
    }
    while (at > last && at < this.bytes.length && this.bytes[at] !== QUOTE) {
      at += 1; // the last few bytes of all: hashed they are not
    }
    this.starts[fact] = quote + 1;
    this.ends[fact] = at;
    this.hashes[fact] = hash;
  }

  /** Whether this place is in the text that begins here, if it is one: what is behind it is a key. */
  private isInText(place: number, start: number): boolean {
    let at = start + 1;
    while (at < place && this.bytes[at] !== QUOTE) {
      at += this.bytes[at] === BACKSLASH ? 2 : 1;
    }
    return this.bytes[start] === QUOTE && at >= place;
  }

  private wordEnd(start: number): number {
    let end = start;
    while (ENDS_WORD[this.bytes[end] ?? 0] === 0) {
      end += 1;
    }
    return end;
  }
}

const TYPE = facts.indexOf('type');
const BUCKET_NAME = facts.indexOf('bucketName');
const WORD = Int32Array.BYTES_PER_ELEMENT;
const HASH_FACTOR = 0x01000193;
const LETTER_T = 0x74;
const LETTER_F = 0x66;
const COMMA = 0x2c;

/** Where of four bytes the quotes are: the high bit of each, and perhaps of some that follow the first. */
function quotesIn(word: number): number {
  const zeros = word ^ 0x22222222;
  return (zeros - 0x01010101) & ~zeros & 0x80808080;
}

const ENDS_WORD = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte <= SPACE || [COMMA, OBJECT_END, CLOSING].includes(byte)),
);
