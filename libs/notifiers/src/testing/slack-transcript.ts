import { type ActionsBlock } from '@slack/types';
import { type SlackMessage } from '../slack/slack-message.ts';
import { textObjectsIn } from './inertness.ts';

/** What a Slack message says, block by block, for people to read in a snapshot. */
export function slackTranscript({ text, blocks }: SlackMessage): string {
  const drawn = blocks.map((block) =>
    [
      `[${block.type}]`,
      ...(block.type === 'actions' ? buttonsIn(block) : textObjectsIn(block).map(({ text: words }) => words)),
    ].join('\n'),
  );
  return [`[text]\n${text}`, ...drawn].join('\n');
}

function buttonsIn({ elements }: ActionsBlock): readonly string[] {
  return elements.flatMap((element) =>
    element.type === 'button' ? [`(${element.text.text}) ${element.url ?? 'leads nowhere'}`] : [],
  );
}
