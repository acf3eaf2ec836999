import { type SlackMessage } from '../slack/slack-message.ts';
import { textObjectsIn } from './inertness.ts';

/** What a Slack message says, block by block, for people to read in a snapshot. */
export function slackTranscript({ text, blocks }: SlackMessage): string {
  const drawn = blocks.map((block) =>
    [`[${block.type}]`, ...textObjectsIn(block).map((object) => object.text)].join('\n'),
  );
  return [`[text]\n${text}`, ...drawn].join('\n');
}
