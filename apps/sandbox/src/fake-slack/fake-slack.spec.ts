import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import { type FakeSlack, type RunningSlack, createFakeSlack } from './fake-slack.ts';
import { type FaultKind } from './faults.ts';

const TOKEN = 'xoxb-example';
const NOW = Date.UTC(2026, 10, 23, 13, 5, 9);
const TEXT_BLOCK = { type: 'section', text: { type: 'mrkdwn', text: 'hello' } };

let time = NOW;
let slack: FakeSlack;
let running: RunningSlack;

beforeEach(async () => {
  time = NOW;
  slack = createFakeSlack({
    token: TOKEN,
    channels: ['#security', 'digest', { name: 'not-mine', joined: false }, { name: 'old', archived: true }],
    clock: { now: () => time },
  });
  running = await slack.listen();
});

afterEach(() => running.close());

function client(token: string | undefined = TOKEN, options: WebClientOptions = {}) {
  const quiet = () => undefined;
  return new WebClient(token, {
    slackApiUrl: running.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 2_000,
    logger: {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: quiet,
      setLevel: quiet,
      setName: quiet,
      getLevel: quiet as never,
    },
    ...options,
  });
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function refusalOf(promise: Promise<unknown>) {
  const error = await errorOf(promise);
  expect(error).toBeInstanceOf(WebAPIPlatformError);
  return (error as WebAPIPlatformError).data;
}

describe('chat.postMessage', () => {
  test('keeps the message, and says where', async () => {
    const answer = await client().chat.postMessage({
      channel: '#security',
      text: 'hello',
      blocks: [TEXT_BLOCK],
      metadata: { event_type: 'trailbell_alert', event_payload: { event_key: 'k' } },
    });

    expect(answer).toMatchObject({
      ok: true,
      channel: 'C000000001',
      ts: '1795439109.000000',
      message: { text: 'hello' },
    });
    expect(slack.messages()).toEqual([
      {
        channel: 'security',
        channelId: 'C000000001',
        ts: '1795439109.000000',
        text: 'hello',
        blocks: [TEXT_BLOCK],
        metadata: { event_type: 'trailbell_alert', event_payload: { event_key: 'k' } },
        files: [],
        updated: false,
      },
    ]);
  });

  test.each(['#digest', 'digest', 'C000000002'])('finds the channel as %s', async (channel) => {
    await client().chat.postMessage({ channel, text: 'hello' });

    expect(slack.messages()).toMatchObject([{ channel: 'digest' }]);
  });

  test('gives each message a ts of its own, growing, within one millisecond too', async () => {
    await Promise.all([1, 2, 3].map((n) => client().chat.postMessage({ channel: 'security', text: String(n) })));

    expect(slack.messages().map(({ ts }) => ts)).toEqual([
      '1795439109.000000',
      '1795439109.000001',
      '1795439109.000002',
    ]);
  });

  test('tells whoever listens', async () => {
    const told = once(slack.events, 'message');

    await client().chat.postMessage({ channel: 'security', text: 'hello' });

    expect(await told).toMatchObject([{ text: 'hello' }]);
  });

  test('takes a JSON body, as a plain fetch sends it', async () => {
    const response = await fetch(`${running.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ channel: 'security', text: 'hello', blocks: [TEXT_BLOCK] }),
    });

    expect(await response.json()).toMatchObject({ ok: true });
    expect(slack.messages()).toMatchObject([{ blocks: [TEXT_BLOCK] }]);
  });

  test.each([
    [
      'an unknown token',
      'invalid_auth',
      () => client('xoxb-other').chat.postMessage({ channel: 'security', text: 'x' }),
    ],
    ['no token', 'not_authed', () => client('').chat.postMessage({ channel: 'security', text: 'x' })],
    ['an unknown channel', 'channel_not_found', () => client().chat.postMessage({ channel: '#nowhere', text: 'x' })],
    [
      'a channel without the app',
      'not_in_channel',
      () => client().chat.postMessage({ channel: 'not-mine', text: 'x' }),
    ],
    ['an archived channel', 'is_archived', () => client().chat.postMessage({ channel: 'old', text: 'x' })],
    ['no text and no blocks', 'no_text', () => client().chat.postMessage({ channel: 'security', text: '' })],
    [
      'a text beyond 40,000',
      'msg_too_long',
      () => client().chat.postMessage({ channel: 'security', text: 'x'.repeat(40_001) }),
    ],
    [
      'blocks that are no list',
      'invalid_blocks_format',
      () => client().apiCall('chat.postMessage', { channel: 'security', text: 'x', blocks: '{' }),
    ],
    [
      'metadata without a payload',
      'invalid_metadata_format',
      () => client().apiCall('chat.postMessage', { channel: 'security', text: 'x', metadata: { event_type: 'a' } }),
    ],
    [
      'blocks too long together',
      'msg_blocks_too_long',
      () =>
        client().chat.postMessage({
          channel: 'security',
          text: 'x',
          blocks: Array.from({ length: 5 }, () => ({
            type: 'section',
            text: { type: 'mrkdwn', text: 'x'.repeat(2_900) },
          })),
        }),
    ],
    ['a method it does not know', 'unknown_method', () => client().apiCall('chat.shout', {})],
  ])('refuses %s with %s', async (_what, error, call) => {
    expect(await refusalOf(call())).toMatchObject({ ok: false, error });
    expect(slack.messages()).toEqual([]);
  });

  test.each([
    [
      '51 blocks',
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    ['an unknown block', [{ type: 'banner' }], 'unsupported type: banner [json-pointer:/blocks/0/type]'],
    [
      'a text too long',
      [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3_001) } }],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
  ])('refuses %s with a pointer to it', async (_what, blocks, message) => {
    const refusal = await refusalOf(client().apiCall('chat.postMessage', { channel: 'security', text: 'x', blocks }));

    expect(refusal).toMatchObject({
      error: 'invalid_blocks',
      errors: [message],
      response_metadata: { messages: [`[ERROR] ${message}`] },
    });
  });
});

describe('the rate of a channel', () => {
  async function post(channel: string) {
    return errorOf(client().chat.postMessage({ channel, text: 'x' }));
  }

  test('takes a burst, then one message a second, and other channels all the while', async () => {
    slack.setRate({ perSecond: 1, burst: 2 });
    await post('security');
    await post('security');

    const refused = await post('security');
    expect(refused).toBeInstanceOf(WebAPIRateLimitedError);
    expect(refused).toMatchObject({ retryAfter: 1 });
    expect(await post('digest')).toBeUndefined();

    time += 1_000;
    expect(await post('security')).toBeUndefined();
    expect(await post('security')).toBeInstanceOf(WebAPIRateLimitedError);
  });

  test('can be switched off', async () => {
    slack.setRate('off');

    const results = await Promise.all(Array.from({ length: 30 }, () => post('security')));

    expect(results.filter((error) => error !== undefined)).toEqual([]);
    expect(slack.messages()).toHaveLength(30);
  });
});

describe('other methods', () => {
  test('auth.test names the bot', async () => {
    expect(await client().auth.test()).toMatchObject({ ok: true, bot_id: 'B0TRAILBEL' });
  });

  test('chat.update changes a message in place and marks it', async () => {
    const { ts } = await client().chat.postMessage({ channel: 'security', text: 'one' });

    await client().chat.update({ channel: 'C000000001', ts: ts!, text: 'two' });

    expect(slack.messages()).toMatchObject([{ ts, text: 'two', updated: true }]);
    expect(await refusalOf(client().chat.update({ channel: 'C000000001', ts: '1.1', text: 'x' }))).toMatchObject({
      error: 'message_not_found',
    });
  });

  test('conversations.history shows roots, newest first, page by page; replies are in their thread', async () => {
    const { ts = '' } = await client().chat.postMessage({ channel: 'security', text: 'first' });
    await client().chat.postMessage({ channel: 'security', text: 'reply', thread_ts: ts });
    await client().chat.postMessage({
      channel: 'security',
      text: 'second',
      metadata: { event_type: 'e', event_payload: { n: 2 } },
    });

    const page = await client().conversations.history({ channel: 'C000000001', limit: 1, include_all_metadata: true });
    const rest = await client().conversations.history({
      channel: 'C000000001',
      cursor: page.response_metadata!.next_cursor!,
    });
    const thread = await client().conversations.replies({ channel: 'C000000001', ts });
    const after = await client().conversations.history({ channel: 'C000000001', oldest: ts });

    expect(page).toMatchObject({
      has_more: true,
      messages: [{ text: 'second', metadata: { event_payload: { n: 2 } } }],
    });
    expect(rest).toMatchObject({ has_more: false, messages: [{ text: 'first' }] });
    expect(thread.messages?.map(({ text }) => text)).toEqual(['first', 'reply']);
    expect(after.messages?.map(({ text }) => text)).toEqual(['second']);
  });

  test('only chat.postMessage finds a channel by its name', async () => {
    const { ts = '' } = await client().chat.postMessage({ channel: 'security', text: 'x' });

    for (const call of [
      client().conversations.history({ channel: 'security' }),
      client().conversations.replies({ channel: 'security', ts }),
      client().chat.update({ channel: 'security', ts, text: 'y' }),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ error: 'channel_not_found' });
    }
  });

  test('conversations.list names the channels', async () => {
    const { channels } = await client().conversations.list();

    expect(channels?.map(({ name, is_member: member }) => [name, member])).toEqual([
      ['security', true],
      ['digest', true],
      ['not-mine', false],
      ['old', true],
    ]);
  });

  test('files.uploadV2 goes through all three steps and posts the file', async () => {
    const bytes = Buffer.from([0, 1, 2, 253, 254, 255]);

    await client().filesUploadV2({
      channel_id: 'C000000002',
      file: bytes,
      filename: 'chart.png',
      title: 'Chart',
      alt_text: 'A chart',
    });

    expect(slack.messages()).toMatchObject([
      { channel: 'digest', files: [{ name: 'chart.png', title: 'Chart', altText: 'A chart', bytes }] },
    ]);
  });

  test('a file whose bytes never came cannot be completed', async () => {
    const { file_id: id = '' } = await client().files.getUploadURLExternal({ filename: 'a.txt', length: 3 });

    expect(await refusalOf(client().files.completeUploadExternal({ files: [{ id, title: 'a' }] }))).toMatchObject({
      error: 'file_not_found',
    });
  });
});

describe('faults', () => {
  const post = (options: WebClientOptions = {}) =>
    errorOf(client(TOKEN, options).chat.postMessage({ channel: 'security', text: 'x' }));

  test.each([
    ['down', WebAPIRequestError.name, 0],
    ['unavailable', WebAPIHTTPError.name, 0],
    ['rate-limited', WebAPIRateLimitedError.name, 0],
    ['invalid-auth', WebAPIPlatformError.name, 0],
    ['channel-not-found', WebAPIPlatformError.name, 0],
    ['cut', 'TypeError', 1],
  ] satisfies [FaultKind, string, number][])(
    '%s fails the call and keeps the message or not',
    async (fault, name, kept) => {
      slack.faults.set(fault);

      expect(await post()).toMatchObject({ name });
      expect(slack.messages()).toHaveLength(kept);

      slack.faults.clear();
      expect(await post()).toBeUndefined();
    },
  );

  test('hang never answers and does nothing', async () => {
    slack.faults.set('hang');

    expect(await post({ timeout: 50 })).toBeInstanceOf(WebAPIRequestError);
    expect(slack.messages()).toEqual([]);
  });

  test('rate-limited names the seconds it is told to', async () => {
    slack.faults.retryAfterSeconds = 7;
    slack.faults.set('rate-limited');

    expect(await post()).toMatchObject({ retryAfter: 7 });
  });

  test('a share of a third fails every third call', async () => {
    slack.faults.set('unavailable', 1 / 3);
    slack.setRate('off');

    const failed: boolean[] = [];
    for (let call = 0; call < 9; call += 1) {
      failed.push((await post()) !== undefined);
    }

    expect(failed).toEqual([false, false, true, false, false, true, false, false, true]);
  });

  test('what is refused is told to whoever listens', async () => {
    slack.faults.set('unavailable');
    const told = once(slack.events, 'refused');

    await post();

    expect(await told).toEqual([{ method: 'chat.postMessage', error: 'service unavailable' }]);
  });

  test.each([-0.1, 1.1, Number.NaN])('%s is no share', (share) => {
    expect(() => {
      slack.faults.set('down', share);
    }).toThrow('is no share');
  });

  test('says which are on', () => {
    slack.faults.set('down');
    slack.faults.set('cut', 0.5);
    slack.faults.set('hang', 0);

    expect(slack.faults.current()).toEqual({ down: 1, cut: 0.5 });
  });
});
