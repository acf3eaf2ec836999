import {
  type Button,
  type ContextBlock,
  type KnownBlock,
  type MessageMetadata,
  type MrkdwnElement,
  type SectionBlock,
} from '@slack/types';
import { type Link } from '../links.ts';

/** What Slack is given to draw: blocks, and the same in one line for notifications and screen readers. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
  /** Which alert this is, for those who read the channel by program. */
  readonly metadata: MessageMetadata;
}

/** `verbatim`: Slack shall find no links, channels or mentions of its own in the text. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

export function section(text: string): SectionBlock {
  return { type: 'section', text: mrkdwn(text) };
}

export function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text, emoji: false } };
}

/** Buttons that only link. */
export function linkButtons(links: readonly Link[]): readonly KnownBlock[] {
  const buttons = links.map(({ label, url }): Button => ({
    type: 'button',
    text: { type: 'plain_text', text: label, emoji: false },
    url,
  }));
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons }];
}

export function context(texts: readonly string[]): ContextBlock {
  return { type: 'context', elements: texts.map(mrkdwn) };
}
