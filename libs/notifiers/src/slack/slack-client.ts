import { LogLevel, type Logger, WebClient } from '@slack/web-api';
import { type Receipt } from '@trailbell/alerting';
import { type ReadSecret, secretToTell } from '../secret.ts';
import { isMessageGone, isTokenRejected, slackFailure } from './slack-failure.ts';
import { type SlackMessage } from './slack-message.ts';

export interface SlackAccess {
  /** Reads the bot token at use; asked again once when Slack rejects what it gave. */
  readonly token: ReadSecret;
  /** Slack's own when absent. */
  readonly slackApiUrl?: string | undefined;
  readonly timeoutMs?: number;
}

/** Makes one call about this channel; a failure is a `NotToldError`. */
export type SlackCall = <Answer>(channel: string, act: (client: WebClient) => Promise<Answer>) => Promise<Answer>;

/** A message, or a reply in the thread of another. With `reply_broadcast` the channel shows the reply, too, and rings. */
export type SlackPost =
  | SlackMessage
  | (SlackMessage & { readonly thread_ts: string })
  | (SlackMessage & { readonly thread_ts: string; readonly reply_broadcast: true });

const TIMEOUT_MS = 5_000;

/**
 * Calls Slack with the token as it is now.
 *
 * One attempt for one telling: Slack knows no idempotency key, so a second attempt after a lost answer would ring twice.
 */
export function slackCaller({ token, slackApiUrl, timeoutMs = TIMEOUT_MS }: SlackAccess): SlackCall {
  let latest: { readonly token: string; readonly client: WebClient } | undefined;

  function clientFor(value: string): WebClient {
    latest = latest?.token === value ? latest : { token: value, client: webClient(value, timeoutMs, slackApiUrl) };
    return latest.client;
  }

  return async (channel, act) => {
    const first = await secretToTell('Slack token', token);
    try {
      return await act(clientFor(first));
    } catch (error) {
      const second = isTokenRejected(error) ? await secretToTell('Slack token', token, first) : first;
      if (second === first) {
        throw slackFailure(channel, error);
      }
      return await act(clientFor(second)).catch((again: unknown) => {
        throw slackFailure(channel, again);
      });
    }
  };
}

export async function postMessage(client: WebClient, channel: string, message: SlackPost): Promise<Receipt> {
  const answer = await client.chat.postMessage({
    channel,
    ...message,
    mrkdwn: false,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  });
  return `${answer.channel ?? channel}/${answer.ts ?? 'unknown ts'}`;
}

/** Draws a message anew. One that people deleted is drawn as well as it can be. */
export async function updateMessage(client: WebClient, receipt: Receipt, message: SlackMessage): Promise<void> {
  try {
    await client.chat.update({ ...placeOf(receipt), ...message, parse: 'none', link_names: false });
  } catch (error) {
    if (!isMessageGone(error)) {
      throw error;
    }
  }
}

/** What a receipt of ours points at. */
export function placeOf(receipt: Receipt): { readonly channel: string; readonly ts: string } {
  const [channel = '', ts = ''] = receipt.split('/');
  return { channel, ts };
}

function webClient(token: string, timeoutMs: number, slackApiUrl: string | undefined): WebClient {
  return new WebClient(token, {
    ...(slackApiUrl !== undefined && { slackApiUrl }),
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: quiet,
  });
}

/** Every failure is thrown as a `NotToldError`; the client's own log would repeat it, and on the level debug print the message. */
const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};
