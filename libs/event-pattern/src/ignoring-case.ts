/** Whether the text has the folded pattern at a place: `true` for the whole text, a prefix or a suffix, as asked. */
export type FoldedTest = (text: string) => boolean;

type Where = 'whole' | 'start' | 'end';

/**
 * Compares without regard to case, as the service does: each character (UTF-16 unit) of the pattern stands for its lower
 * and its upper case, and for nothing else. The event is not folded: so `ß` matches `SS` and not `ss`, and an emoji
 * matches `??`, which is what Java makes of its halves.
 */
export function ignoringCase(pattern: string, where: Where): FoldedTest {
  const lower = spell(pattern, (unit) => unit.toLowerCase());
  const upper = spell(pattern, (unit) => unit.toUpperCase());
  const isPlain = [...lower, ...upper].every((spelling) => spelling.length === 1);
  return isPlain ? plainTest(lower.join(''), upper.join(''), where) : expandingTest(lower, upper, where);
}

/** The text as it survives Java's UTF-8: half a surrogate pair becomes a question mark. */
export function encodable(text: string): string {
  return text.isWellFormed() ? text : text.replace(/\p{Surrogate}/gu, '?');
}

function spell(pattern: string, change: (unit: string) => string): readonly string[] {
  return Array.from({ length: pattern.length }, (_, i) => encodable(change(pattern.charAt(i))));
}

function plainTest(lower: string, upper: string, where: Where): FoldedTest {
  const length = lower.length;
  return (text) => {
    const start = where === 'end' ? text.length - length : 0;
    if (start < 0 || (where === 'whole' ? text.length !== length : text.length < length)) {
      return false;
    }
    for (let i = 0; i < length; i += 1) {
      const code = text.charCodeAt(start + i);
      if (code !== lower.charCodeAt(i) && code !== upper.charCodeAt(i)) {
        return false;
      }
    }
    return true;
  };
}

/** For patterns with a character that is spelled in more than one letter: tries every way to spell it. */
function expandingTest(lower: readonly string[], upper: readonly string[], where: Where): FoldedTest {
  const longest = lower.reduce((sum, spelling, i) => sum + Math.max(spelling.length, upper[i]?.length ?? 0), 0);
  return (text) => {
    const first = where === 'end' ? Math.max(0, text.length - longest) : 0;
    const last = where === 'end' ? text.length : 0;
    for (let start = first; start <= last; start += 1) {
      const ends = endsOf(lower, upper, { text, start });
      if (where === 'start' ? ends.length > 0 : ends.includes(text.length)) {
        return true;
      }
    }
    return false;
  };
}

/** The places in the text where the pattern can end when it starts at `start`. */
function endsOf(
  lower: readonly string[],
  upper: readonly string[],
  { text, start }: { readonly text: string; readonly start: number },
): readonly number[] {
  let ends: readonly number[] = [start];
  for (let i = 0; i < lower.length && ends.length > 0; i += 1) {
    const spellings = [lower[i] ?? '', upper[i] ?? ''];
    const next = ends.flatMap((end) =>
      spellings.filter((spelling) => text.startsWith(spelling, end)).map((spelling) => end + spelling.length),
    );
    ends = [...new Set(next)];
  }
  return ends;
}
