/* eslint complexity: ["error", 22], max-depth: ["error", 4] -- this reads every byte of every event: a branch here is cheaper than a call. */

import { passPlain } from './plain-run.ts';
import { type Bytes } from './text-bytes.ts';
import { checkUtf8 } from './utf8.ts';

// Spelled out once more: a constant of another module is read from memory at every use, for every byte.
const BACKSLASH = 0x5c;
const CARRIAGE_RETURN = 0x0d;
const CLOSE_ARRAY = 0x5d;
const CLOSE_OBJECT = 0x7d;
const COLON = 0x3a;
const COMMA = 0x2c;
const DOT = 0x2e;
const LINE_FEED = 0x0a;
const MINUS = 0x2d;
const NINE = 0x39;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;
const PLUS = 0x2b;
const QUOTE = 0x22;
const SPACE = 0x20;
const TAB = 0x09;
const ZERO = 0x30;
const FAULT = -1;

/** 1 for what may follow a backslash, 2 for `u`. */
const ESCAPED = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0x75 ? 2 : Number('"\\/bfnrt'.includes(String.fromCharCode(byte))),
);

const HEX = Uint8Array.from({ length: 256 }, (_, byte) => Number(/[0-9a-fA-F]/.test(String.fromCharCode(byte))));

/** Passes white space. */
export function passSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const code = bytes[at] ?? 0;
    if (code > SPACE || (code !== SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== TAB)) {
      return at;
    }
    at += 1;
  }
}

/** Passes a string of which the opening quote is read, every byte checked: escapes, controls, UTF-8. */
export function checkString({ bytes, words }: Bytes, start: number): number {
  let at = start;
  for (;;) {
    at = passPlain(words, at);
    const code = bytes[at] ?? 0;
    if (code === QUOTE) {
      return at + 1;
    }
    if (code < SPACE) {
      return FAULT;
    }
    at = code === BACKSLASH ? checkEscape(bytes, at + 1) : checkUtf8(bytes, at);
    if (at < 0) {
      return FAULT;
    }
  }
}

function checkEscape(bytes: Uint8Array, at: number): number {
  const kind = ESCAPED[bytes[at] ?? 0];
  if (kind === 1) {
    return at + 1;
  }
  if (kind !== 2) {
    return FAULT;
  }
  for (let i = at + 1; i <= at + 4; i += 1) {
    if (HEX[bytes[i] ?? 0] !== 1) {
      return FAULT;
    }
  }
  return at + 5;
}

/** Passes a value, every byte checked; `at` is its first byte. */
export function checkValue(event: Bytes, at: number): number {
  const code = event.bytes[at];
  if (code === QUOTE) {
    return checkString(event, at + 1);
  }
  return code === OPEN_OBJECT || code === OPEN_ARRAY ? checkNested(event, at) : checkBare(event.bytes, at);
}

/** Passes a number or a literal. */
export function checkBare(bytes: Uint8Array, at: number): number {
  const code = bytes[at];
  if (code === 0x74) {
    return checkWord(bytes, at, TRUE);
  }
  if (code === 0x66) {
    return checkWord(bytes, at, FALSE);
  }
  return code === 0x6e ? checkWord(bytes, at, NULL) : checkNumber(bytes, at);
}

const [TRUE, FALSE, NULL] = [Uint8Array.of(0x74, 0x72, 0x75, 0x65), Uint8Array.of(0x66, 0x61, 0x6c, 0x73, 0x65), Uint8Array.of(0x6e, 0x75, 0x6c, 0x6c)]; // prettier-ignore

function checkWord(bytes: Uint8Array, at: number, word: Uint8Array): number {
  for (let i = 1; i < word.length; i += 1) {
    if (bytes[at + i] !== word[i]) {
      return FAULT;
    }
  }
  return at + word.length;
}

function checkNumber(bytes: Uint8Array, start: number): number {
  let at = start + (bytes[start] === MINUS ? 1 : 0);
  const first = bytes[at] ?? 0;
  if (first === ZERO) {
    at += 1;
  } else {
    at = checkDigits(bytes, at);
  }
  if (at > 0 && bytes[at] === DOT) {
    at = checkDigits(bytes, at + 1);
  }
  if (at > 0 && ((bytes[at] ?? 0) | SPACE) === 0x65) {
    const sign = bytes[at + 1];
    at = checkDigits(bytes, sign === PLUS || sign === MINUS ? at + 2 : at + 1);
  }
  return at;
}

function checkDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while ((bytes[at] ?? 0) >= ZERO && (bytes[at] ?? 0) <= NINE) {
    at += 1;
  }
  return at === start ? FAULT : at;
}

/** For each open bracket, whether it is an object's. Grows with the deepest event seen. */
let objects = new Uint8Array(256);

/** Passes an object or array, every byte checked, at any depth. */
function checkNested(event: Bytes, start: number): number {
  const { bytes } = event;
  let at = start;
  let depth = 0;
  let inObject = 0;
  for (;;) {
    // A value begins here.
    let code = bytes[at] ?? 0;
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      objects = roomFor(depth);
      objects[depth] = inObject;
      depth += 1;
      inObject = code === OPEN_OBJECT ? 1 : 0;
      at = passSpace(bytes, at + 1);
      code = bytes[at] ?? 0;
      if (code !== (inObject === 1 ? CLOSE_OBJECT : CLOSE_ARRAY)) {
        at = inObject === 1 ? checkName(event, at) : at;
        if (at < 0) {
          return FAULT;
        }
        continue;
      }
    } else {
      at = code === QUOTE ? checkString(event, at + 1) : checkBare(bytes, at);
      if (at < 0) {
        return FAULT;
      }
      at = passSpace(bytes, at);
      code = bytes[at] ?? 0;
    }
    // A value has ended: its brackets may too.
    while (code === (inObject === 1 ? CLOSE_OBJECT : CLOSE_ARRAY)) {
      depth -= 1;
      inObject = objects[depth] ?? 0;
      if (depth === 0) {
        return at + 1;
      }
      at = passSpace(bytes, at + 1);
      code = bytes[at] ?? 0;
    }
    if (code !== COMMA) {
      return FAULT;
    }
    at = passSpace(bytes, at + 1);
    at = inObject === 1 ? checkName(event, at) : at;
    if (at < 0) {
      return FAULT;
    }
  }
}

function roomFor(depth: number): Uint8Array<ArrayBuffer> {
  if (depth < objects.length) {
    return objects;
  }
  const wider = new Uint8Array(objects.length * 2);
  wider.set(objects);
  return wider;
}

/** Passes a name and its colon. */
function checkName(event: Bytes, start: number): number {
  const { bytes } = event;
  if (bytes[start] !== QUOTE) {
    return FAULT;
  }
  let at = checkString(event, start + 1);
  if (at < 0) {
    return FAULT;
  }
  at = passSpace(bytes, at);
  return bytes[at] === COLON ? passSpace(bytes, at + 1) : FAULT;
}
