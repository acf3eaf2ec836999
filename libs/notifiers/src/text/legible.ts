import { redact } from './redact.ts';

/** What the eye cannot see, or what turns the order of what it sees: controls, bidi marks, zero widths, private use, */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]|\p{Variation_Selector}/gu;
/** and fillers that Unicode counts among the letters. */
const FILLER = /[\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu;
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
    .replace(FILLER, '\ufffd')
    .replace(MANY_MARKS, '$1');
  return redact(visible).replaceAll('://', '[:]//');
}
