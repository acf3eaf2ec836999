import {
  type Bars,
  type DigestNotifier,
  type DigestReply,
  type MessageSettings,
  NotToldError,
  type Receipt,
  type WindowDigest,
} from '@trailbell/alerting';
import { describeBars } from '../chart/describe-bars.ts';
import { renderSlackDigest } from './render-digest.ts';
import { renderDigestDetails } from './render-digest-details.ts';
import { prose } from './mrkdwn.ts';
import { plainMessageOf } from './plain-message.ts';
import { type SlackAccess, type SlackCall, type SlackPost, placeOf, postMessage, slackCaller } from './slack-client.ts';
import { type SlackMessage, context } from './slack-message.ts';

export interface SlackDigestOptions extends SlackAccess {
  /** As a name or an id. */
  readonly channel: string;
  readonly messages?: MessageSettings | undefined;
  /** Draws a PNG. */
  readonly draw: (bars: Bars) => Promise<Uint8Array>;
}

/**
 * Tells a digest in Slack: one message, and in its thread the chart and the details. What Slack refuses as it is, blocks or the
 * picture, is told in plain words.
 */
export function slackDigestNotifier({ channel, messages, draw, ...access }: SlackDigestOptions): DigestNotifier {
  const call = slackCaller(access);
  const posting: Posting = { channel, call };

  const chartOf = (digest: WindowDigest): DigestReply => ({
    what: 'chart',
    optional: true,
    post: async (receipt) => {
      try {
        await upload(await draw(digest.bars), digest, { ...posting, receipt });
      } catch (error) {
        if (isForGood(error)) {
          await reply(chartInWords(digest), { ...posting, receipt });
        }
        throw error;
      }
    },
  });

  return {
    tellDigest: (digest) => post(channel, renderSlackDigest(digest, messages), posting),
    repliesTo: (digest) => [
      ...(digest.bars.bars.length > 0 ? [chartOf(digest)] : []),
      ...renderDigestDetails(digest, messages).map((message) => ({
        what: 'details',
        optional: false,
        post: (receipt: Receipt) => reply(message, { ...posting, receipt }),
      })),
    ],
  };
}

interface Posting {
  readonly channel: string;
  readonly call: SlackCall;
}
type Replying = Posting & { readonly receipt: Receipt };

async function post(to: string, message: SlackPost, { channel, call }: Posting): Promise<Receipt> {
  try {
    return await call(channel, (client) => postMessage(client, to, message));
  } catch (error) {
    if (!(error instanceof NotToldError && error.kind === 'refused')) {
      throw error;
    }
    return call(channel, (client) => postMessage(client, to, plainMessageOf(message)));
  }
}

async function reply(message: SlackMessage, { receipt, ...posting }: Replying): Promise<void> {
  const { channel, ts } = placeOf(receipt);
  await post(channel, { ...message, thread_ts: ts }, posting);
}

async function upload(
  png: Uint8Array,
  { id, bars }: WindowDigest,
  { channel, call, receipt }: Replying,
): Promise<void> {
  const { channel: channelId, ts } = placeOf(receipt);
  await call(channel, (client) =>
    client.filesUploadV2({
      channel_id: channelId,
      thread_ts: ts,
      file: Buffer.from(png),
      filename: `alerts-${id.replaceAll(/[^\dTZ]/g, '-')}.png`,
      title: 'Alerts over time',
      alt_text: describeBars(bars),
    }),
  );
}

/** Whether there will be no picture: it cannot be drawn, or Slack does not take it. One whose upload was cut may be there. */
function isForGood(error: unknown): boolean {
  return !(error instanceof NotToldError) || error.kind === 'refused' || error.kind === 'misconfigured';
}

function chartInWords({ id, bars }: WindowDigest): SlackMessage {
  const text = describeBars(bars);
  return {
    text,
    blocks: [context([prose(text, LONGEST_WORDS)])],
    metadata: { event_type: 'trailbell_digest_chart', event_payload: { id } },
  };
}

const LONGEST_WORDS = 1_000;
