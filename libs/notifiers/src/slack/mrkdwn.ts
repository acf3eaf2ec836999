import { cut } from '../text/cut.ts';
import { legible } from '../text/legible.ts';
import { utc } from '../text/utc.ts';

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);
const AMPERSAND = new Map([['&', '&amp;']]);

/** Where Slack reads formatting, a character that only looks like the one in the record. */
const LOOKALIKES = new Map([
  ['*', '∗'],
  ['~', '∼'],
  ['`', 'ˋ'],
  ['<', '‹'],
  ['>', '›'],
]);
const EDGE_UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
const EMOJI_COLON = /:(?=[\p{L}\p{N}_+'-]{1,100}:)/gu;
const MENTION = /(?<![\p{L}\p{N}])@/gu;

/** Untrusted words as a `plain_text` object may hold them. Inert even if Slack took them for mrkdwn. */
export function plainText(text: string, max: number): string {
  return cut(unformatted(text), max);
}

/** Untrusted words amid mrkdwn: they neither mention, link nor format. */
export function prose(text: string, max: number): string {
  return cut(unformatted(text), max, (character) => AMPERSAND.get(character) ?? character);
}

/** An untrusted value in a code span: to be read and copied exactly, except for backticks. */
export function code(value: string, max: number): string {
  const inside = legible(value).replaceAll('`', 'ˋ') || '(empty)';
  return `\`${cut(inside, max - 2, (character) => ENTITIES.get(character) ?? character)}\``;
}

/** A link of ours. The address must be made of checked parts, the label is ours. */
export function link(url: string, label: string): string {
  return `<${url}|${label}>`;
}

/** The time in the reader's own zone, with UTC for clients that cannot. */
export function date(time: Date): string {
  const seconds = Math.floor(time.getTime() / 1000);
  return `<!date^${seconds}^{date_short_pretty}, {time_secs}|${utc(time)}>`;
}

function unformatted(text: string): string {
  return legible(text)
    .replace(/[*~`<>]/g, (character) => LOOKALIKES.get(character) ?? character)
    .replace(EDGE_UNDERSCORE, 'ˍ')
    .replace(EMOJI_COLON, '꞉')
    .replace(MENTION, '＠');
}
