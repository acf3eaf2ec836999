import { type Email } from '../email/render-email.ts';
import { activeParts, invisibleParts } from './mrkdwn-reader.ts';

/** Where our links may lead. */
const OURS =
  /^https:\/\/(?:[a-z0-9-]+\.console\.(?:aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn|amazonaws-eusc\.eu)\/(?:cloudtrailv2\/home\?region=[a-z0-9-]+#\/events(?:\/[0-9a-f-]{36}|\?Username=[\w.%-]+(?:&|&amp;)StartTime=[\dTZ:.-]+(?:&|&amp;)EndTime=[\dTZ:.-]+)|ec2\/home\?region=[a-z0-9-]+#[A-Za-z]+:[A-Za-z]+=[a-z]+-[0-9a-f]+|iam\/home#\/(?:users|roles)\/details\/[\w.%-]+|s3\/buckets\/[a-z0-9.-]+\?region=[a-z0-9-]+)|attack\.mitre\.org\/techniques\/T\d{4}(?:\/\d{3})?\/|docs\.example\.com\/detections\/[a-z0-9-]+\.md)$/i;

/** What mail clients make links of: schemes, `www`, hosts, mail addresses. */
const LINKED = /:\/\/|\bwww\.[\p{L}\p{N}]|[\p{L}\p{N}_-]\.\p{L}{2,}/giu;

/** The words we set in bold. */
const LABELS = new Set([
  'Who',
  'When',
  'Session',
  'Principal',
  'Through',
  'From',
  'Call',
  'About',
  'Which',
  'Account',
  'Region',
  'Failed with',
  'What changed',
  'By detection',
  'Critical',
  'High',
  'Medium',
  'Low',
  'Info',
  'Now Critical',
  'Now High',
  'Why it matters',
  'What to do',
  'This event could not be read in full.',
  'What happened',
  'By whom',
  'In which account',
  'New since the digest before',
  'Told at once',
  'Suppressed',
]);

const COUNT = /^(?:More than )?\d+ times$/;

interface TextObject {
  readonly type: 'mrkdwn' | 'plain_text';
  readonly text: string;
  readonly verbatim?: boolean;
  readonly emoji?: boolean;
}

/** Everything in a Slack message that would do something we did not put there: mentions, links, formatting, emoji, invisible characters. */
export function slackActivity(message: { readonly text: string; readonly blocks: readonly unknown[] }): string[] {
  return [
    ...activeParts(message.text, { verbatim: false }),
    ...buttonUrlsIn(message.blocks).filter((url) => !OURS.test(url)),
    ...textObjectsIn(message.blocks).flatMap((object) => {
      if (object.type === 'plain_text') {
        return [
          ...(object.emoji === false ? [] : ['plain text with emoji']),
          ...activeParts(object.text.replaceAll('&', '&amp;'), { verbatim: false }),
        ];
      }
      return [
        ...(object.verbatim === true ? [] : ['mrkdwn that is not verbatim']),
        ...activeParts(object.text, { verbatim: true }).filter((part) => !isOurs(part)),
      ];
    }),
  ];
}

/** Everything in a mail that a mail client would make a link of, or that a person would not see. */
export function emailActivity({ subject, body }: Email): string[] {
  const untrusted = body
    .split('\n')
    .filter((line) => !isLinkLine(line))
    .join('\n')
    .replace(/(?<![\w@.-])[a-z0-9-]+\.amazonaws\.com(?![\w.-])/g, '');
  return [
    ...invisibleParts(subject + body),
    ...(/^[\x20-\x7e]{1,100}$/.test(subject) ? [] : [`subject ${subject}`]),
    ...[...untrusted.matchAll(LINKED)].map(([found]) => `address ${found}`),
  ];
}

/** Every text object in a message's blocks, wherever it stands. */
export function textObjectsIn(value: unknown): readonly TextObject[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const inner = Object.values(value).flatMap(textObjectsIn);
  return isTextObject(value) ? [value, ...inner] : inner;
}

/** Where the buttons of a message lead. */
function buttonUrlsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const inner = Object.values(value).flatMap(buttonUrlsIn);
  return 'type' in value && value.type === 'button' && 'url' in value ? [String(value.url), ...inner] : inner;
}

function isTextObject(value: object): value is TextObject {
  return 'type' in value && (value.type === 'mrkdwn' || value.type === 'plain_text');
}

function isOurs(part: string): boolean {
  const [kind = '', ...rest] = part.split(' ');
  const what = rest.join(' ');
  return (
    (kind === 'bold' && (LABELS.has(what) || COUNT.test(what))) ||
    (kind === 'link' && OURS.test(what)) ||
    (kind === 'date' && /^\d+$/.test(what))
  );
}

function isLinkLine(line: string): boolean {
  const [, url = ''] = /^(?:Open event|Open resource|Investigate|Runbook|ATT&CK T[\d.]+): (\S+)$/.exec(line) ?? [];
  return OURS.test(url);
}
