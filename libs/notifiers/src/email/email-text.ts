import { cut } from '../text/cut.ts';
import { legible } from '../text/legible.ts';

/** Mail clients make links of whatever looks like a host or an address; `example[.]com` looks like neither, and people read it. */
const LINKING_DOT = /(?<=[\p{L}\p{N}_-])\.(?=\p{L})/gu;
/** AWS alone names hosts directly below amazonaws.com: `sts.amazonaws.com` stays as it is. */
const AWS_SERVICE = /(?<![\p{L}\p{N}@._\]-])([a-z0-9-]{1,40})\[\.\]amazonaws\[\.\]com(?![\p{L}\p{N}.[_-])/gu;

/** Untrusted words as a line of a plain-text mail: one line, and nothing in it that a mail client makes a link of. */
export function emailText(text: string, max: number): string {
  const line = legible(text);
  let room = max;
  // Cut first: half of an address that is let through may be an address that is not.
  let shown = unlinked(cut(line, room));
  while (shown.length > max) {
    room -= shown.length - max;
    shown = unlinked(cut(line, room));
  }
  return shown;
}

function unlinked(text: string): string {
  return text.replace(LINKING_DOT, '[.]').replace(AWS_SERVICE, '$1.amazonaws.com');
}

/** What SNS takes as a subject: printable ASCII, at most 100 characters. Letters lose their accents, anything else becomes `?`. */
export function emailSubject(text: string): string {
  const ascii = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('…', '...')
    .replace(/[^\x20-\x7e]/gu, '?');
  return ascii.length <= 100 ? ascii : `${ascii.slice(0, 97).trimEnd()}...`;
}
