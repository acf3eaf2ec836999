import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type DigestNotifier, NotToldError } from '@trailbell/alerting';
import { alertExample } from '../testing/alert-example.ts';
import { digestExample } from '../testing/digest-example.ts';
import { type Answer, type Loopback, startLoopback } from '../testing/loopback.ts';
import { slackDigestNotifier } from './slack-digest-notifier.ts';

const PNG = Buffer.from('a picture');
const RECEIPT = 'C1/1795439109.000001';
const digest = digestExample({
  lesser: Array.from({ length: 10 }, (_, index) => alertExample({ eventKey: `e${index}`, summary: `line ${index}` })),
});

const ok = (body: object): Answer => ({ status: 200, body: JSON.stringify({ ok: true, ...body }) });

let slack: Loopback;
let notifier: DigestNotifier;

beforeEach(async () => {
  slack = await startLoopback(({ path }) => {
    if (path.includes('getUploadURLExternal')) {
      return ok({ upload_url: `${slack.url}/upload/F1`, file_id: 'F1' });
    }
    return path.includes('/upload/')
      ? { status: 200, body: 'OK' }
      : ok({ channel: 'C1', ts: '1795439109.000001', files: [] });
  });
  notifier = notifierWith(() => Promise.resolve(PNG));
});
afterEach(() => slack.close());

function notifierWith(draw: () => Promise<Uint8Array>): DigestNotifier {
  return slackDigestNotifier({
    token: () => Promise.resolve('xoxb-example-token'),
    channel: '#digest',
    slackApiUrl: `${slack.url}/api/`,
    timeoutMs: 300,
    draw,
  });
}

const calls = () =>
  slack.received.map(({ path, form }) => [path.replace('/api/', ''), Object.fromEntries(form)] as const);

describe('a digest in Slack', () => {
  test('is one message in its channel, and says where', async () => {
    expect(await notifier.tellDigest(digest)).toBe(RECEIPT);
    expect(calls()).toMatchObject([['chat.postMessage', { channel: '#digest', text: 'Digest: 10 alerts' }]]);
  });

  test('has the chart in its thread, with its words for who does not see it', async () => {
    const [chart] = notifier.repliesTo(digest);
    await chart?.post(RECEIPT);

    expect(chart).toMatchObject({ what: 'chart', optional: true });
    expect(calls()).toMatchObject([
      [
        'files.getUploadURLExternal',
        {
          filename: 'alerts-2026-11-23T14-00-00-000Z.png',
          length: String(PNG.length),
          alt_text:
            'Stacked bars, one for each 5 minutes: 10 alerts, of which 10 critical. Most in the bar of 2026-11-23 13:05:00 UTC: 10.',
        },
      ],
      ['/upload/F1', {}],
      ['files.completeUploadExternal', { channel_id: 'C1', thread_ts: '1795439109.000001' }],
    ]);
  });

  test('has the other lines in its thread', async () => {
    const [, details, ...more] = notifier.repliesTo(digest);
    await details?.post(RECEIPT);

    expect([details?.optional, more]).toEqual([false, []]);
    expect(calls()).toMatchObject([['chat.postMessage', { channel: 'C1', thread_ts: '1795439109.000001' }]]);
    expect(calls()[0]?.[1].blocks).toContain('line 9');
  });

  test('has no chart when there is nothing to draw', () => {
    expect(notifier.repliesTo(digestExample({ suppressed: [alertExample()] }))).toEqual([]);
  });

  test('a picture that cannot be drawn or uploaded fails by itself, and says why', async () => {
    const undrawn = notifierWith(() => Promise.reject(new Error('no font')))
      .repliesTo(digest)[0]
      ?.post(RECEIPT);
    await expect(undrawn).rejects.toThrow('no font');

    slack.answer = () => ({ status: 503, body: 'Service Unavailable' });
    const unsent = notifier.repliesTo(digest)[0]?.post(RECEIPT);
    await expect(unsent).rejects.toThrow(NotToldError);
  });

  test('whose blocks Slack refuses is told in plain words, with every count', async () => {
    slack.answer = ({ form }) =>
      form.get('blocks') === '[]' || form.get('blocks') === null
        ? ok({ channel: 'C1', ts: '1795439109.000001' })
        : { status: 200, body: JSON.stringify({ ok: false, error: 'invalid_blocks' }) };

    expect(await notifier.tellDigest(digest)).toBe(RECEIPT);

    const [, [, plain] = []] = calls();
    expect(plain?.text).toContain('Digest: 10 alerts');
    expect(plain?.text).toContain('line 0');
    expect(plain?.metadata).toContain('trailbell_digest');
  });

  test('whose chart Slack refuses says in words what it would show, and which scope is missing', async () => {
    slack.answer = ({ path }) =>
      path.includes('files.')
        ? { status: 200, body: JSON.stringify({ ok: false, error: 'missing_scope', needed: 'files:write' }) }
        : ok({ channel: 'C1', ts: '1795439110.000001' });

    await expect(notifier.repliesTo(digest)[0]?.post(RECEIPT)).rejects.toThrow(/Give the app the scope files:write/);

    expect(calls().at(-1)).toMatchObject([
      'chat.postMessage',
      { channel: 'C1', thread_ts: '1795439109.000001', text: expect.stringContaining('10 alerts') },
    ]);
  });

  test('whose chart may have arrived, its answer lost, is not told in words besides', async () => {
    slack.answer = () => ({ status: 503, body: 'Service Unavailable' });

    await expect(notifier.repliesTo(digest)[0]?.post(RECEIPT)).rejects.toThrow(NotToldError);

    expect(calls().filter(([path]) => path === 'chat.postMessage')).toEqual([]);
  });
});
