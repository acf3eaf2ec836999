import { type MessageSettings, type WindowDigest } from '@trailbell/alerting';
import { LINES_IN_MESSAGE, counted, inSections, lineText, sumOf } from './digest-words.ts';
import { type SlackMessage, context, section } from './slack-message.ts';

/** Lines of one reply, and replies of one thread: Slack takes a message a second. */
const LINES_IN_REPLY = 18;
const MOST_REPLIES = 3;

/** What the digest itself has no room for, as replies in its thread: line by line, the most telling first. */
export function renderDigestDetails(
  { id, lesser }: WindowDigest,
  settings: MessageSettings = {},
): readonly SlackMessage[] {
  const rest = lesser.lines.slice(LINES_IN_MESSAGE);
  const count = Math.min(Math.ceil(rest.length / LINES_IN_REPLY), MOST_REPLIES);
  const told = lesser.lines.slice(0, LINES_IN_MESSAGE + count * LINES_IN_REPLY);
  const missing = lesser.total - sumOf(told);

  return Array.from({ length: count }, (_, index) => {
    const lines = rest.slice(index * LINES_IN_REPLY, (index + 1) * LINES_IN_REPLY);
    const isLast = index === count - 1;
    return {
      text: `Details ${index + 1} of ${count}`,
      blocks: [
        ...inSections(lines.map((line) => lineText(line, settings))).map(section),
        ...(isLast && missing > 0
          ? [context([`${counted(missing, 'more alert')}: in the counts, and in CloudTrail.`])]
          : []),
      ],
      metadata: { event_type: 'trailbell_digest_details', event_payload: { id, part: index + 1 } },
    };
  });
}
