import { FAULT } from './skip-trusted.ts';

/** Passes one character beyond ASCII: shortest form only, no surrogates, nothing beyond U+10FFFF. */
// eslint-disable-next-line complexity -- the bounds of UTF-8's four lengths
export function checkUtf8(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  if (lead < 0xc2 || lead > 0xf4) {
    return FAULT;
  }
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) {
    return FAULT;
  }
  const end = lead < 0xe0 ? at + 2 : lead < 0xf0 ? at + 3 : at + 4;
  for (let i = at + 2; i < end; i += 1) {
    if (((bytes[i] ?? 0) & 0xc0) !== 0x80) {
      return FAULT;
    }
  }
  return end;
}

export function isUtf8(bytes: Uint8Array): boolean {
  let at = 0;
  while (at >= 0 && at < bytes.length) {
    at = (bytes[at] ?? 0) < 0x80 ? at + 1 : checkUtf8(bytes, at);
  }
  return at >= 0;
}
