import { type SlackMessage } from '@trailbell/notifiers';
import { text } from './markup.ts';

type Block = SlackMessage['blocks'][number];
type Actions = Extract<Block, { type: 'actions' }>;

/** The message about as Slack draws it. What a block of another kind holds is not drawn. */
export function drawSlackMessage({ blocks }: SlackMessage): string {
  return `<div class="slack">${blocks.map(drawBlock).join('')}</div>`;
}

function drawBlock(block: Block): string {
  if (block.type === 'header') {
    return `<p class="slack-header">${text(block.text.text)}</p>`;
  }
  if (block.type === 'section') {
    return `${block.text ? `<p>${drawText(block.text)}</p>` : ''}${drawFields(block.fields ?? [])}`;
  }
  if (block.type === 'context') {
    const texts = block.elements.map((element) => ('text' in element ? drawText(element) : ''));
    return `<p class="slack-context">${texts.join(' · ')}</p>`;
  }
  if (block.type === 'actions') {
    return `<p class="slack-context">${block.elements.map(drawButton).join(' · ')}</p>`;
  }
  return '';
}

/** Buttons only link. */
function drawButton(element: Actions['elements'][number]): string {
  return element.type === 'button' && element.url !== undefined
    ? drawMatch({ url: element.url, label: element.text.text })
    : '';
}

interface TextObject {
  readonly type: string;
  readonly text: string;
}

function drawFields(fields: readonly TextObject[]): string {
  return fields.length === 0
    ? ''
    : `<div class="slack-fields">${fields.map((field) => `<p>${drawText(field)}</p>`).join('')}</div>`;
}

function drawText({ type, text: value }: TextObject): string {
  return type === 'mrkdwn' ? drawMrkdwn(value) : text(value);
}

/** What our renderers write: links and dates in angle brackets, code, and bold labels. Slack escapes `&`, `<` and `>` itself. */
const MRKDWN =
  /<(?<url>https:[^|>\s]+)\|(?<label>[^>]*)>|<!date\^[^|>]*\|(?<date>[^>]*)>|`(?<code>[^`\n]+)`|\*(?<bold>[^*\n]+)\*/g;

export function drawMrkdwn(value: string): string {
  let drawn = '';
  let at = 0;
  for (const match of value.matchAll(MRKDWN)) {
    drawn += plain(value.slice(at, match.index)) + drawMatch(match.groups ?? {});
    at = match.index + match[0].length;
  }
  return (drawn + plain(value.slice(at))).replaceAll('\n', '<br>');
}

function drawMatch({ url, label = '', date, code, bold }: Partial<Record<string, string>>): string {
  if (url !== undefined) {
    return `<a href="${plain(url)}" rel="noreferrer">${plain(label)}</a>`;
  }
  if (code !== undefined) {
    return `<code>${plain(code)}</code>`;
  }
  return bold === undefined ? plain(date ?? '') : `<strong>${plain(bold)}</strong>`;
}

function plain(escaped: string): string {
  return text(escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
}
