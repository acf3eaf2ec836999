import { redact } from './redact.ts';

/** What the eye cannot see, or what turns the order of what it sees: controls, bidi marks, zero widths, fillers, private use. */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
const MANY_MARKS = /(\p{M}{3})\p{M}+/gu;

/**
 * Text from a record as one line a person can read: well-formed, without credentials, with `\ufffd` where something
 * invisible was (it is shown, for two names that look alike are not alike), and with addresses nobody can click.
 */
export function legible(text: string): string {
  const visible = text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(INVISIBLE, '\ufffd')
    .replace(MANY_MARKS, '$1');
  return redact(visible).replaceAll('://', '[:]//');
}
