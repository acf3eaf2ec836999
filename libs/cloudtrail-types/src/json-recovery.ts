import { isSpace, sign } from './json-scan.ts';

export const NEWLINE = 0x0a;

/** Where the next document seems to begin after a broken one: a line that begins with a bracket. -1 when none does. */
export function nextDocument(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(NEWLINE, from); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) {
    const next = bytes[at + 1];
    if (next === sign.object || next === sign.list) {
      return at + 1;
    }
  }
  return -1;
}

/**
 * Where a list seems to go on after a broken record: at the next bracket that the first key of its records follows, or
 * at the next line that begins with a bracket. -1 for nowhere.
 */
export function nextRecord(bytes: Buffer, from: number, firstKey: string): number {
  const record = nextWithKey(bytes, from, firstKey);
  const document = nextDocument(bytes, from);
  return record === -1 || document === -1 ? Math.max(record, document) : Math.min(record, document);
}

function nextWithKey(bytes: Buffer, from: number, firstKey: string): number {
  for (let at = bytes.indexOf(firstKey, from); at !== -1; at = bytes.indexOf(firstKey, at + 1)) {
    let open = at - 1;
    while (open > from && isSpace(bytes[open])) {
      open -= 1;
    }
    if (open >= from && bytes[open] === sign.object) {
      return open;
    }
  }
  return -1;
}
