import { LogLevel, type Logger, WebClient } from '@slack/web-api';
import {
  type Digest,
  type DigestNotifier,
  NotToldError,
  type Notifier,
  type Receipt,
  type Route,
} from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { type ReadSecret } from '../secret.ts';
import { renderSlackAlert } from './render-alert.ts';
import { renderSlackDigest } from './render-digest.ts';
import { isTokenRejected, slackFailure } from './slack-failure.ts';
import { type SlackMessage } from './slack-message.ts';

export interface SlackOptions {
  /** Reads the bot token at use; asked again once when Slack rejects what it gave. */
  readonly token: ReadSecret;
  /** The channel of each route, as a name or an id. */
  readonly channels: Readonly<Record<Route, string>>;
  /** Slack's own when absent. */
  readonly slackApiUrl?: string | undefined;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;

/**
 * Tells in Slack by chat.postMessage.
 *
 * One attempt for one telling: Slack knows no idempotency key, so a second attempt after a lost answer would ring twice.
 * What is to be tried again is tried by the retry queue, which also keeps the waits Slack asks for out of the lambda.
 */
export function slackNotifier(options: SlackOptions): Notifier & DigestNotifier {
  const post = slackPoster(options);
  return {
    id: 'slack',
    tell: (alert: Alert, route: Route) => post(options.channels[route], renderSlackAlert(alert)),
    tellDigest: (digest: Digest) => post(options.channels.digest, renderSlackDigest(digest)),
  };
}

function slackPoster({ token, slackApiUrl, timeoutMs = TIMEOUT_MS }: SlackOptions) {
  let latest: { readonly token: string; readonly client: WebClient } | undefined;

  function clientFor(value: string): WebClient {
    latest = latest?.token === value ? latest : { token: value, client: webClient(value, timeoutMs, slackApiUrl) };
    return latest.client;
  }

  return async (channel: string, message: SlackMessage): Promise<Receipt> => {
    const first = await tokenFrom(token);
    try {
      return await postMessage(clientFor(first), channel, message);
    } catch (error) {
      const second = isTokenRejected(error) ? await tokenFrom(token, first) : first;
      if (second === first) {
        throw slackFailure(channel, error);
      }
      return await postMessage(clientFor(second), channel, message).catch((again: unknown) => {
        throw slackFailure(channel, again);
      });
    }
  };
}

async function postMessage(client: WebClient, channel: string, message: SlackMessage): Promise<Receipt> {
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

async function tokenFrom(token: ReadSecret, rejected?: string): Promise<string> {
  try {
    return await token(rejected);
  } catch (cause) {
    throw new NotToldError(
      `the Slack token could not be read: ${cause instanceof Error ? cause.message : 'unknown failure'}`,
      { cause },
    );
  }
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
