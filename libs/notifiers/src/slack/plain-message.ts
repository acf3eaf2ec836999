import { type KnownBlock } from '@slack/types';
import { cut } from '../text/cut.ts';
import { type SlackPost } from './slack-client.ts';

/** Slack cuts a text at 40,000 characters, and nobody reads so many. */
const LONGEST = 12_000;

/** The same message without blocks: what they say, one below the other. For a message whose blocks Slack refuses. */
export function plainMessageOf(message: SlackPost): SlackPost {
  const text = message.blocks.map(textOf).filter(Boolean).join('\n\n');
  return { ...message, text: text === '' ? message.text : cut(text, LONGEST), blocks: [] };
}

function textOf(block: KnownBlock): string {
  if (block.type === 'header') {
    return block.text.text;
  }
  if (block.type === 'section') {
    return [block.text, ...(block.fields ?? [])].flatMap((part) => part?.text ?? []).join('\n');
  }
  if (block.type === 'context') {
    return block.elements.flatMap((element) => ('text' in element ? element.text : [])).join('\n');
  }
  return ''; // no message of ours has others that say anything
}
