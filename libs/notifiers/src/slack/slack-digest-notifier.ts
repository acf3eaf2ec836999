import {
  type Bars,
  type DigestNotifier,
  type DigestReply,
  type MessageSettings,
  type WindowDigest,
} from '@trailbell/alerting';
import { describeBars } from '../chart/describe-bars.ts';
import { renderSlackDigest } from './render-digest.ts';
import { renderDigestDetails } from './render-digest-details.ts';
import { type SlackAccess, placeOf, postMessage, slackCaller } from './slack-client.ts';

export interface SlackDigestOptions extends SlackAccess {
  /** As a name or an id. */
  readonly channel: string;
  readonly messages?: MessageSettings | undefined;
  /** Draws a PNG. */
  readonly draw: (bars: Bars) => Promise<Uint8Array>;
}

/** Tells a digest in Slack: one message, and in its thread the chart and the details. */
export function slackDigestNotifier({ channel, messages, draw, ...access }: SlackDigestOptions): DigestNotifier {
  const call = slackCaller(access);

  const chartOf = ({ id, bars }: WindowDigest): DigestReply => ({
    what: 'chart',
    optional: true,
    post: async (receipt) => {
      const png = await draw(bars);
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
    },
  });

  return {
    tellDigest: (digest) =>
      call(channel, (client) => postMessage(client, channel, renderSlackDigest(digest, messages))),
    repliesTo: (digest) => [
      ...(digest.bars.bars.length > 0 ? [chartOf(digest)] : []),
      ...renderDigestDetails(digest, messages).map((message) => ({
        what: 'details',
        optional: false,
        post: async (receipt: string) => {
          const { channel: channelId, ts } = placeOf(receipt);
          await call(channel, (client) => postMessage(client, channelId, { ...message, thread_ts: ts }));
        },
      })),
    ],
  };
}
