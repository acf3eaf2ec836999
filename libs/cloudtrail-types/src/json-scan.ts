// Every byte of every log passes through here, so this is a loop over bytes and not a sentence. Its order of business:
// find where a value ends, and notice as early as possible that it never will, so that one broken record does not take
// its neighbours along. Whether the value is JSON in all other respects is for JSON.parse to say.

/** Deeper than any record, and shallow enough for every recursive reader, JSON.stringify among them. */
export const MAX_DEPTH = 2_048;

export const INCOMPLETE = -1;
const PROBLEMS = {
  [-2]: 'a text in it is not closed',
  [-3]: 'its brackets do not match',
  [-4]: `it is nested deeper than ${String(MAX_DEPTH)}`,
} as const;
const OPEN_TEXT = -2;
const BRACKETS = -3;
const TOO_DEEP = -4;

/** The signs of JSON, as bytes. */
export const sign = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  list: 0x5b,
  backslash: 0x5c,
  listEnd: 0x5d,
  object: 0x7b,
  objectEnd: 0x7d,
} as const;

export function problemOf(code: number): string | undefined {
  return code === OPEN_TEXT || code === BRACKETS || code === TOO_DEEP ? PROBLEMS[code] : undefined;
}

export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isSpace(bytes[at])) {
    at += 1;
  }
  return at;
}

/** The offset after the value that starts here; `INCOMPLETE` when the bytes end first; or a code for `problemOf`. */
export function endOfValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  return first === sign.object || first === sign.list || first === sign.quote
    ? endOfStructure(bytes, start)
    : endOfWord(bytes, start);
}

/* eslint-disable complexity, max-depth -- the hot loop: calls for texts and brackets would halve its speed */
function endOfStructure(bytes: Uint8Array, start: number): number {
  const open: number[] = [];
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === sign.quote) {
      for (at += 1; at < bytes.length; at += 1) {
        const inside = bytes[at] ?? 0;
        if (inside === sign.quote) {
          break;
        }
        if (inside === sign.backslash) {
          at += 1;
        } else if (inside < 0x20) {
          return OPEN_TEXT;
        }
      }
      if (depth > 0 && at + 1 < bytes.length && !mayFollowText(bytes[at + 1] ?? 0)) {
        return OPEN_TEXT;
      }
    } else if (byte === sign.object || byte === sign.list) {
      if (depth > 0 && !mayOpen(open[depth - 1], signBefore(bytes, at))) {
        return BRACKETS;
      }
      if (depth === MAX_DEPTH) {
        return TOO_DEEP;
      }
      open[depth] = byte;
      depth += 1;
    } else if (byte === sign.objectEnd || byte === sign.listEnd) {
      depth -= 1;
      if (open[depth] !== byte - 2) {
        return BRACKETS;
      }
    }
    if (depth === 0) {
      return at < bytes.length ? at + 1 : INCOMPLETE;
    }
  }
  return INCOMPLETE;
}

/* eslint-enable complexity, max-depth */

/** A bracket opens after a colon, at the start of a list, or after a comma in a list. Elsewhere something is missing. */
function mayOpen(container: number | undefined, before: number | undefined): boolean {
  return before === sign.colon || (container === sign.list && (before === sign.list || before === sign.comma));
}

function signBefore(bytes: Uint8Array, from: number): number | undefined {
  let at = from - 1;
  while (isSpace(bytes[at])) {
    at -= 1;
  }
  return bytes[at];
}

/** A quote that letters follow is the start of the next text: the end of this one is missing. */
function mayFollowText(byte: number): boolean {
  return (
    byte === sign.comma || byte === sign.colon || byte === sign.objectEnd || byte === sign.listEnd || isSpace(byte)
  );
}

/** A number, a word, or what should not be here: up to the next sign. */
function endOfWord(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && !endsWord(bytes[at] ?? 0)) {
    at += 1;
  }
  if (at === bytes.length) {
    return INCOMPLETE;
  }
  return at === start ? BRACKETS : at;
}

const signs = new Set<number>(Object.values(sign));

function endsWord(byte: number): boolean {
  return signs.has(byte) || isSpace(byte);
}
