const ENCODER = new TextEncoder();

/**
 * What is wrong with a wildcard, in the service's words; nothing where it is right.
 *
 * The position counts bytes of UTF-8 from the quote that opens the string.
 */
export function wildcardFault(wildcard: string): string | undefined {
  const bytes = ENCODER.encode(`"${wildcard}"`);
  for (let i = 0; i < bytes.length; i += 1) {
    const next = String.fromCharCode(bytes[i + 1] ?? 0);
    if (bytes[i] === STAR && next === '*') {
      return `Consecutive wildcard characters at pos ${i}`;
    }
    if (bytes[i] === BACKSLASH) {
      if (next !== '*' && next !== '\\') {
        return `Invalid escape character at pos ${i}`;
      }
      i += 1;
    }
  }
  return undefined;
}

const STAR = 0x2a;
const BACKSLASH = 0x5c;

/** The texts between the stars, unescaped: one without a star, two or more with. */
export function segmentsOf(wildcard: string): readonly string[] {
  const segments = [''];
  for (let i = 0; i < wildcard.length; i += 1) {
    const character = wildcard.charAt(i);
    if (character === '*') {
      segments.push('');
    } else {
      i += character === '\\' ? 1 : 0;
      segments.push((segments.pop() ?? '') + wildcard.charAt(i));
    }
  }
  return segments;
}

/** Whether the text is the segments in their order, with anything between them. */
// eslint-disable-next-line complexity -- first, last, and those between
export function matchesSegments(segments: readonly string[], text: string): boolean {
  const first = segments[0] ?? '';
  if (segments.length === 1) {
    return text === first;
  }
  const last = segments.at(-1) ?? '';
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) {
    return false;
  }
  let from = first.length;
  for (let i = 1; i < segments.length - 1; i += 1) {
    const segment = segments[i] ?? '';
    const found = text.indexOf(segment, from);
    if (found < 0 || found + segment.length > end) {
      return false;
    }
    from = found + segment.length;
  }
  return true;
}
