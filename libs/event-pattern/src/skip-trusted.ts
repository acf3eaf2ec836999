import { passPlain } from './plain-run.ts';
import { type Bytes } from './text-bytes.ts';

// Spelled out once more: a constant of another module is read from memory at every use, for every byte.
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const CLOSE_OBJECT = 0x7d;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;
const QUOTE = 0x22;
const SPACE = 0x20;

/** What a reader answers where the text is not what it should be. */
export const FAULT = -1;

/** Passes a string, of which the opening quote is read. */
export function passString({ bytes, words }: Bytes, start: number): number {
  let at = start;
  for (;;) {
    at = passPlain(words, at);
    const code = bytes[at];
    if (code === QUOTE) {
      return at + 1;
    }
    if (code === 0) {
      return FAULT;
    }
    at += code === BACKSLASH ? 2 : 1;
  }
}

/** Passes a value without reading more of it than its end asks for; `at` is its first byte. */
export function passValue(event: Bytes, at: number): number {
  const code = event.bytes[at];
  if (code === QUOTE) {
    return passString(event, at + 1);
  }
  return code === OPEN_OBJECT || code === OPEN_ARRAY ? passNested(event, at + 1) : passBare(event.bytes, at);
}

/** Passes a number or a literal. */
export function passBare(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const code = bytes[at] ?? 0;
    if (code <= SPACE || code === COMMA || code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      return at === start ? FAULT : at;
    }
    at += 1;
  }
}

/** Passes an object or array by counting brackets outside strings. */
function passNested(event: Bytes, start: number): number {
  const { bytes } = event;
  let at = start | 0;
  let depth = 1;
  while (depth > 0) {
    const code = bytes[at] ?? 0;
    at = (at + 1) | 0;
    if (code === QUOTE) {
      at = passString(event, at);
    } else if (code > BACKSLASH) {
      depth += DEPTH_CHANGES[code] ?? 0;
    } else if (code === OPEN_ARRAY) {
      depth += 1;
    }
    if (code === 0 || at < 0) {
      return FAULT;
    }
  }
  return at;
}

/** What a byte beyond the backslash does to the depth. */
const DEPTH_CHANGES = new Int8Array(256);
DEPTH_CHANGES[OPEN_OBJECT] = 1;
DEPTH_CHANGES[CLOSE_OBJECT] = -1;
DEPTH_CHANGES[CLOSE_ARRAY] = -1;
