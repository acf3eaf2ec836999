// Every byte of every log passes through here, so this is a loop over bytes and not a sentence. Its order of business: find
// where a record ends, and on the way the few members by which anybody would want it. Nothing is refused here: what is not
// plainly a record is for the careful reader, which knows every form and says what is wrong with one.

import {
  ANYTHING,
  type Fact,
  type Member,
  type Members,
  facts,
  identityMembers,
  recordMembers,
} from './record-facts.ts';

/** The bytes end inside the record. */
export const INCOMPLETE = -1;
/** The bytes are no JSON object, or one that holds a list of records: for the careful reader. */
export const UNUSUAL = -2;

const NEWLINE = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
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
  /** Whether the record has its facts in the form a record has them. Otherwise it has to be parsed to be known. */
  isPlain = true;
  /** How many lines ended before the offset that was answered last. */
  lines: number;
  readonly bytes: Uint8Array;
  private readonly words: DataView;

  constructor(bytes: Uint8Array, lines = 0) {
    this.bytes = bytes;
    this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.lines = lines;
  }

  /** The text of a fact of the record that was read last; `undefined` where it has none. */
  textOf(fact: Fact): string | undefined {
    const index = facts.indexOf(fact);
    const [start, end] = [this.starts[index] ?? 0, this.ends[index] ?? 0];
    return start === 0 ? undefined : Buffer.from(this.bytes.subarray(start, end)).toString('latin1');
  }

  /** The offset of the next byte that is no space. */
  skipSpace(start: number): number {
    let at = start;
    for (let byte = this.bytes[at]; byte !== undefined && byte <= SPACE; byte = this.bytes[at]) {
      this.lines += byte === NEWLINE ? 1 : 0;
      at += 1;
    }
    return at;
  }

  /* eslint-disable complexity, max-depth, max-lines-per-function -- the hot loop: in pieces it takes twice as long */

  /** The offset behind the object that begins here, or a code. */
  endOfRecord(start: number): number {
    const { bytes, words } = this;
    const lastEight = bytes.length - 8;
    let { lines } = this;
    let depth = 1;
    // What is known of the members at this depth; a `member` is one of which the value comes next.
    let members: Members | undefined = recordMembers;
    let member: Member | undefined;
    let isInIdentity = false;
    for (let fact = 0; fact < facts.length; fact += 1) {
      this.starts[fact] = 0;
    }
    this.isPlain = true;

    let at = start + 1;
    while (at < bytes.length) {
      const byte = bytes[at] ?? 0;
      at += 1;
      if (byte === QUOTE) {
        const from = at;
        for (;;) {
          while (at <= lastEight) {
            const quotes = placesOf(QUOTES, words.getInt32(at, true));
            const more = placesOf(QUOTES, words.getInt32(at + 4, true));
            if ((quotes | more) !== 0) {
              at += quotes === 0 ? 4 + firstOf(more) : firstOf(quotes);
              break;
            }
            at += 8;
          }
          while (at < bytes.length && bytes[at] !== QUOTE) {
            at += 1;
          }
          if (bytes[at - 1] !== BACKSLASH || !isEscaped(bytes, at)) {
            break;
          }
          at += 1;
        }
        at += 1;
        if (at >= bytes.length) {
          return INCOMPLETE;
        }
        if (MAY_FOLLOW_TEXT[bytes[at] ?? 0] === 0) {
          return UNUSUAL; // it was the opening quote of the next text: that of this one is missing
        }
        if (member !== undefined) {
          this.text(member, from, at - 1);
          member = undefined;
        } else if (members !== undefined) {
          member = this.memberNamed(members, from, at - 1);
        }
      } else if ((byte & ~BRACE_BIT) === OPENING) {
        if (members !== undefined) {
          if (member === undefined || member.holds === 'records') {
            return UNUSUAL;
          }
          const isIdentity = member.holds === 'identity' && byte === OBJECT;
          this.isPlain &&= isIdentity || member.holds === 'anything';
          isInIdentity ||= isIdentity;
          members = isIdentity ? identityMembers : undefined;
          member = undefined;
        }
        depth += 1;
      } else if ((byte & ~BRACE_BIT) === CLOSING) {
        depth -= 1;
        if (depth <= 2) {
          if (depth === 0) {
            this.lines = lines;
            return byte === OBJECT_END ? at : UNUSUAL;
          }
          isInIdentity &&= depth === 2;
          members = isInIdentity ? identityMembers : depth === 1 ? recordMembers : undefined;
        }
      } else if (byte === NEWLINE) {
        lines += 1;
      } else if (members !== undefined && byte > SPACE && byte !== COMMA && byte !== COLON) {
        at = this.word(member, at - 1);
        member = undefined;
      }
    }
    return INCOMPLETE;
  }

  /* eslint-enable complexity, max-depth, max-lines-per-function */

  private memberNamed(members: Members, start: number, end: number): Member {
    const candidates = members[end - start];
    if (candidates !== undefined) {
      for (const candidate of candidates) {
        if (this.isNamed(candidate, start, end)) {
          return candidate;
        }
      }
    }
    this.isPlain &&= !this.mayHoldBackslash(start, end);
    return ANYTHING;
  }

  private isNamed({ words, lastWord }: Member, start: number, end: number): boolean {
    if (this.words.getInt32(end - 4, true) !== lastWord) {
      return false;
    }
    for (let index = 0; index < words.length; index += 1) {
      if (this.words.getInt32(start + 4 * index, true) !== words[index]) {
        return false;
      }
    }
    return true;
  }

  /** A key in escapes may be any. Looks at up to three bytes more, where the next key or value may begin. */
  private mayHoldBackslash(start: number, end: number): boolean {
    const last = this.bytes.length - 4;
    for (let at = start; at < end; at += 4) {
      if (placesOf(BACKSLASHES, this.words.getInt32(at < last ? at : last, true)) !== 0) {
        return true;
      }
    }
    return false;
  }

  /** Takes a text as the value of the member. */
  private text({ holds, fact }: Member, start: number, end: number): void {
    if (holds === 'text') {
      this.starts[fact] = start;
      this.ends[fact] = end;
    } else if (holds !== 'anything') {
      this.isPlain = false;
    }
  }

  /** Takes a number or a literal as the value of the member; where it ends. */
  private word(member: Member | undefined, start: number): number {
    const { bytes } = this;
    let end = start;
    while (ENDS_WORD[bytes[end] ?? 0] === 0) {
      end += 1;
    }
    if (member?.holds === 'flag' && (bytes[start] === LETTER_T || bytes[start] === LETTER_F)) {
      this.starts[member.fact] = start;
      this.ends[member.fact] = end;
    } else if (member?.holds !== 'anything') {
      this.isPlain = false;
    }
    return end;
  }
}

const LETTER_T = 0x74;
const LETTER_F = 0x66;

const QUOTES = 0x22222222;
const BACKSLASHES = 0x5c5c5c5c;

/** Where of four bytes are those: the high bit of each, and perhaps of some that follow the first. */
function placesOf(those: number, word: number): number {
  const zeros = word ^ those;
  return (zeros - 0x01010101) & ~zeros & 0x80808080;
}

/** Which of the four bytes is the first. */
function firstOf(places: number): number {
  return (31 - Math.clz32(places & -places)) >> 3;
}

/** An odd number of backslashes before it takes the meaning of a quote. */
function isEscaped(bytes: Uint8Array, at: number): boolean {
  let before = at - 1;
  while (bytes[before] === BACKSLASH) {
    before -= 1;
  }
  return (at - before) % 2 === 0;
}

const MAY_FOLLOW_TEXT = tableOf([COMMA, COLON, OBJECT_END, CLOSING, SPACE, NEWLINE, 0x09, 0x0d]);
const ENDS_WORD = tableOf([COMMA, OBJECT_END, CLOSING, ...Array.from({ length: SPACE + 1 }, (_, byte) => byte)]);

function tableOf(members: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(members.includes(byte)));
}
