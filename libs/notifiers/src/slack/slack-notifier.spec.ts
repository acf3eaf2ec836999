import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type ReadSecret } from '../secret.ts';
import { alertExample } from '../testing/alert-example.ts';
import { type Answer, type Loopback, type Received, startLoopback } from '../testing/loopback.ts';
import { type Trouble, describeNotifier } from '../testing/notifier-contract.ts';
import { slackNotifier } from './slack-notifier.ts';
import { slackRefusal } from './slack-refusal.ts';

const TOKEN = 'xoxb-example-token';
const CHANNELS = { page: '#page', alert: '#alert', digest: '#digest' };

const refusing = (error: string): Answer => ({ status: 200, body: JSON.stringify({ ok: false, error }) });
const TROUBLES: Readonly<Record<Exclude<Trouble, 'down'>, Answer>> = {
  'rate-limited': { status: 429, body: '{"ok":false,"error":"ratelimited"}', headers: { 'retry-after': '7' } },
  breaks: 'break',
  hangs: 'hang',
  'server-error': { status: 503, body: 'Service Unavailable' },
  denied: refusing('invalid_auth'),
  gone: refusing('channel_not_found'),
  refuses: refusing('invalid_blocks'),
};

let count = 0;
/** Takes what Slack takes. */
function accept({ form }: Received): Answer {
  const message = { text: form.get('text') ?? '', blocks: JSON.parse(form.get('blocks') ?? '[]') as unknown };
  const refusal = slackRefusal(message);
  count += 1;
  return refusal
    ? refusing(refusal.error)
    : {
        status: 200,
        body: JSON.stringify({ ok: true, channel: 'C1', ts: `1795439109.${String(count).padStart(6, '0')}` }),
      };
}

function notifierAt(slack: Loopback, token: ReadSecret = () => Promise.resolve(TOKEN)) {
  return slackNotifier({ token, channels: CHANNELS, slackApiUrl: `${slack.url}/api/`, timeoutMs: 300 });
}

describeNotifier('Slack', async () => {
  const slack = await startLoopback(accept);
  return {
    notifier: notifierAt(slack),
    told: () => slack.received.map(({ form }) => [form.get('text'), form.get('blocks')].join('\n')),
    meet: async (trouble) => {
      if (trouble === 'down') {
        await slack.close();
      } else {
        slack.answer = () => TROUBLES[trouble];
      }
    },
    secrets: [TOKEN],
    close: () => slack.close().catch(() => undefined),
  };
});

describe('the Slack notifier', () => {
  let slack: Loopback;

  beforeEach(async () => {
    slack = await startLoopback(accept);
  });
  afterEach(() => slack.close());

  test('posts to the channel of the route, by token in the header, and lets Slack find nothing of its own', async () => {
    await notifierAt(slack).tell(alertExample(), 'alert');

    const [{ path, headers, form } = {}] = slack.received as Partial<Received>[];
    expect(path).toBe('/api/chat.postMessage');
    expect(headers?.authorization).toBe(`Bearer ${TOKEN}`);
    expect(form?.has('token')).toBe(false);
    expect(Object.fromEntries(form ?? [])).toMatchObject({
      channel: '#alert',
      parse: 'none',
      link_names: 'false',
      mrkdwn: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });

  test('answers with channel and ts', async () => {
    expect(await notifierAt(slack).tell(alertExample(), 'page')).toMatch(/^C1\/1795439109\.\d{6}$/);
  });

  test('tries once: a second attempt after a lost answer would ring twice', async () => {
    slack.answer = () => 'break';

    await expect(notifierAt(slack).tell(alertExample(), 'page')).rejects.toThrow('could not be reached');
    expect(slack.received).toHaveLength(1);
  });

  test('says how long Slack asks to wait', async () => {
    slack.answer = () => TROUBLES['rate-limited'];

    await expect(notifierAt(slack).tell(alertExample(), 'page')).rejects.toMatchObject({
      retryAfterMs: 7_000,
      message: 'Slack asks to wait 7 s before the next message to #page',
    });
  });

  test.each([
    [
      'not_in_channel',
      'Slack answered not_in_channel to the message to #page. Invite the app to the channel, or give it the scope chat:write.public',
    ],
    ['a_new_word', 'Slack answered a_new_word to the message to #page'],
    ['<html>proxy xoxb-1</html>', 'Slack answered something that is not of its API to the message to #page'],
  ])('says what to do about %s', async (error, message) => {
    slack.answer = () => refusing(error);

    await expect(notifierAt(slack).tell(alertExample(), 'page')).rejects.toThrow(message);
  });

  test('reads the token once more when Slack rejects it, and posts with the new one', async () => {
    slack.answer = (call) =>
      call.headers.authorization === 'Bearer xoxb-new' ? accept(call) : refusing('invalid_auth');
    const token = jest.fn<ReadSecret>((rejected) => Promise.resolve(rejected === undefined ? 'xoxb-old' : 'xoxb-new'));

    await notifierAt(slack, token).tell(alertExample(), 'page');

    expect(token.mock.calls).toEqual([[undefined], ['xoxb-old']]);
    expect(slack.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer xoxb-old', 'Bearer xoxb-new']);
  });

  test('gives up when the new token is rejected too', async () => {
    slack.answer = () => refusing('invalid_auth');
    const notifier = notifierAt(slack, (rejected) => Promise.resolve(`${rejected ?? 'xoxb'}-next`));

    await expect(notifier.tell(alertExample(), 'page')).rejects.toMatchObject({ kind: 'misconfigured' });
    expect(slack.received).toHaveLength(2);
  });

  test('says so when the token cannot be read, and posts nothing', async () => {
    const notifier = notifierAt(slack, () =>
      Promise.reject(new Error('secret trailbell/slack-token could not be read: AccessDeniedException')),
    );

    await expect(notifier.tell(alertExample(), 'page')).rejects.toThrow(
      'the Slack token could not be read: secret trailbell/slack-token could not be read: AccessDeniedException',
    );
    expect(slack.received).toEqual([]);
  });
});
