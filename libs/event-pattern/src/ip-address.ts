import { DOT, ZERO } from './json-characters.ts';

const V4 = /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/;
const V6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;
const MAPPED_V4 = '00000000000000000000FFFF';
const LONGEST_V4 = 15;

/** Whether the service tries to read the text as an address at all. */
export function looksLikeAddress(text: string): boolean {
  return V4.test(text) || V6.test(text);
}

/**
 * The address as upper-case hexadecimal digits: 8 for v4, 32 for v6; nothing where the text is no address.
 *
 * Leading zeros are decimal (`010.0.0.1` is 10.0.0.1), and a v6 address that maps a v4 one counts as v4.
 */
export function hexOfAddress(text: string): string | undefined {
  if (V4.test(text)) {
    return hexOfV4(text);
  }
  return V6.test(text) ? hexOfV6(text) : undefined;
}

/** Octets as two digits each. */
const OCTETS = Array.from({ length: 256 }, (_, octet) => hex(octet, 2));

function hexOfV4(text: string): string | undefined {
  if (text.length > LONGEST_V4) {
    return undefined;
  }
  let digits = '';
  let octet = 0;
  for (let i = 0; i <= text.length; i += 1) {
    const code = i < text.length ? text.charCodeAt(i) : DOT;
    if (code === DOT) {
      digits += OCTETS[octet] ?? '?';
      octet = 0;
    } else {
      octet = octet * 10 + code - ZERO;
    }
  }
  return digits.includes('?') ? undefined : digits;
}

function hexOfV6(text: string): string | undefined {
  const halves = text.split('::');
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const groups = head === undefined ? [] : fillGroups(head, tail);
  if (halves.length > 2 || groups.length !== 8 || !groups.every(isGroup)) {
    return undefined;
  }
  const digits = groups.map((group) => hex(Number.parseInt(group, 16), 4)).join('');
  return digits.startsWith(MAPPED_V4) ? digits.slice(MAPPED_V4.length) : digits;
}

function fillGroups(head: readonly string[], tail: readonly string[] | undefined): readonly string[] {
  if (tail === undefined) {
    return head;
  }
  const missing = 8 - head.length - tail.length;
  return missing < 1 ? [] : [...head, ...Array<string>(missing).fill('0'), ...tail];
}

function isGroup(group: string): boolean {
  return group !== '' && Number.parseInt(group, 16) <= 0xffff;
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
