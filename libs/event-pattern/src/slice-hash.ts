/* eslint max-params: ["error", 4] -- called for every value of every event. */

/** The end of a value tells most; so many of its last bytes all count. */
const TAIL = 8;
/** Of what stands before them, so many. */
const SAMPLES = 8;

/** A hash of bytes at a path. It looks at 16 bytes at most: who finds something by it compares the rest. */
export function hashOf(path: number, bytes: Uint8Array, start: number, end: number): number {
  let hash = Math.imul(path + 1, 0x9e3779b1) ^ (end - start);
  const tail = Math.max(start, end - TAIL) | 0;
  for (let i = tail; i < end; i = (i + 1) | 0) {
    hash = Math.imul(hash ^ (bytes[i] ?? 0), 16777619);
  }
  const step = (1 + (tail - start) / SAMPLES) | 0;
  for (let i = start | 0; i < tail; i = (i + step) | 0) {
    hash = Math.imul(hash ^ (bytes[i] ?? 0), 16777619);
  }
  return hash ^ (hash >>> 15);
}
