/* eslint max-params: ["error", 5] -- called for every value of every event: an argument is cheaper than an object. */
import { type Bytes } from './text-bytes.ts';

const WORD = 4;
const MULTIPLIER = 0x9e3779b1;

/** A hash of a slice at a path, of all its bytes. */
export function hashOf(path: number, { words }: Bytes, start: number, end: number): number {
  let hash = Math.imul(path + 1, MULTIPLIER) ^ (end - start);
  const last = (end - WORD) | 0;
  for (let at = start | 0; at < last; at = (at + WORD) | 0) {
    hash = mixed(hash, words.getInt32(at, true));
  }
  hash = mixed(hash, lastWord(words, start, end));
  return hash ^ (hash >>> 15);
}

/** Whether a slice holds the same bytes as one of the same length that begins at `from`. */
export function sameBytes({ words }: Bytes, start: number, end: number, other: Bytes, from: number): boolean {
  const last = (end - WORD) | 0;
  const distance = (from - start) | 0;
  for (let at = start | 0; at < last; at = (at + WORD) | 0) {
    if (words.getInt32(at, true) !== other.words.getInt32(at + distance, true)) {
      return false;
    }
  }
  return lastWord(words, start, end) === lastWord(other.words, from, end + distance);
}

/** The last four bytes of a slice, or all of a shorter one. */
function lastWord(words: DataView, start: number, end: number): number {
  const length = end - start;
  return length < WORD ? words.getInt32(start, true) & ((1 << (length * 8)) - 1) : words.getInt32(end - WORD, true);
}

function mixed(hash: number, word: number): number {
  return Math.imul(((hash << 5) | (hash >>> 27)) ^ word, MULTIPLIER);
}
