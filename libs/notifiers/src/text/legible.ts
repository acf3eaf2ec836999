import { redact } from './redact.ts';

/** What the eye cannot see, or what turns the order of what it sees: controls, bidi marks, zero widths, private use, */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]|\p{Variation_Selector}/gu;
/** and fillers that Unicode counts among the letters. */
const FILLER = /[\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu;
const MANY_MARKS = /(\p{M}{3})\p{M}+/gu;

/** Far more than any message shows, and little enough to be read in no time when a value is as large as an event can be. */
const READ_MAX = 16_384;
const LONGEST_CUT_WORD = 2_000;

/**
 * Text from a record as one line a person can read: well-formed, without credentials, with `\ufffd` where something
 * invisible was (it is shown, for two names that look alike are not alike), and with addresses nobody can click.
 */
export function legible(text: string): string {
  const visible = text
    .slice(0, READ_MAX)
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(INVISIBLE, '\ufffd')
    .replace(FILLER, '\ufffd')
    .replace(MANY_MARKS, '$1');
  const safe = redact(visible).replaceAll('://', '[:]//');
  return text.length > READ_MAX ? `${withoutCutWord(safe)}…` : safe;
}

/** The end of what was read may be the beginning of a credential, which cannot be told from other text. */
function withoutCutWord(text: string): string {
  const earliest = text.length - LONGEST_CUT_WORD;
  let end = text.length;
  while (end > earliest && /[\w+/=-]/.test(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}
