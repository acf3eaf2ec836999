/** A byte in each of the four of a word. */
const EACH = 0x01010101;
const SPACES = 0x20202020;
const QUOTES = 0x22222222;
const BACKSLASHES = 0x5c5c5c5c;
const HIGH_BITS = 0x80808080;

/**
 * Passes what needs no second look in a string: to its quote, an escape, a control, or what is beyond ASCII.
 *
 * Four bytes at a time: a byte that is subtracted from with too little in it, or that is none of ASCII, shows in its
 * highest bit. What it borrows reaches the bytes behind it only, and the first is the one that counts.
 */
export function passPlain(words: DataView, start: number): number {
  let at = start | 0;
  for (;;) {
    const word = words.getInt32(at, true);
    const found = (word | (word - SPACES) | ((word ^ QUOTES) - EACH) | ((word ^ BACKSLASHES) - EACH)) & HIGH_BITS;
    if (found !== 0) {
      return at + ((31 - Math.clz32(found & -found)) >> 3);
    }
    at = (at + 4) | 0;
  }
}
