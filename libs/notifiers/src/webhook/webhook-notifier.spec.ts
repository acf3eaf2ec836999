import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { type ReadSecret } from '../secret.ts';
import { alertExample } from '../testing/alert-example.ts';
import { hostileAlert } from '../testing/hostile-text.ts';
import { type Answer, type Loopback, type Received, startLoopback } from '../testing/loopback.ts';
import { type Trouble, describeNotifier } from '../testing/notifier-contract.ts';
import { signedHeaders } from './sign-webhook.ts';
import { WebhookMessage, webhookMessageOf } from './webhook-message.ts';
import { webhookNotifier } from './webhook-notifier.ts';
import { WebhookTarget } from './webhook-target.ts';
import { WebhookUrl } from './webhook-url.ts';

const secretOf = (letter: string) => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;
const SECRET = secretOf('a');
const NOW = Date.parse('2026-11-23T13:05:11.250Z');
const IN_THE_PATH = 'a-token-in-the-path';

const status = (code: number, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: code,
  body: '',
  headers,
});
const TROUBLES: Readonly<Record<Exclude<Trouble, 'down'>, Answer>> = {
  'rate-limited': status(429, { 'retry-after': '7' }),
  breaks: 'break',
  hangs: 'hang',
  'server-error': status(503),
  denied: status(401),
  gone: status(404),
  refuses: status(422),
};

/** Takes what the schema says, as a receiver would. */
function accept({ body }: Received): Answer {
  return status(WebhookMessage.safeParse(JSON.parse(body)).success ? 204 : 422);
}

/** At the address of this receiver, whatever is said of the signing secret. */
function notifierAt(receiver: Loopback, secret: ReadSecret = () => Promise.resolve(SECRET)) {
  const url = `${receiver.url}/${IN_THE_PATH}`;
  const targetOf = (signing: string) => JSON.stringify({ url, secret: signing });
  const target: ReadSecret = async (rejected) =>
    targetOf(await secret(rejected === undefined ? undefined : WebhookTarget.parse(JSON.parse(rejected)).secret));
  return webhookNotifier({ target, timeoutMs: 1_000, now: () => NOW });
}

describeNotifier('A webhook', async () => {
  const receiver = await startLoopback(accept);
  return {
    notifier: notifierAt(receiver),
    told: () => receiver.received.map(({ body }) => body),
    meet: async (trouble) => {
      if (trouble === 'down') {
        await receiver.close();
      } else {
        receiver.answer = () => TROUBLES[trouble];
      }
    },
    secrets: [SECRET, SECRET.slice('whsec_'.length), IN_THE_PATH],
    close: () => receiver.close().catch(() => undefined),
  };
});

describe('the webhook notifier', () => {
  let receiver: Loopback;

  beforeEach(async () => {
    receiver = await startLoopback(accept);
  });
  afterEach(() => receiver.close());

  test('signs the very body it posts, with its id and time', async () => {
    await notifierAt(receiver).tell(alertExample(), 'page');

    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
    const { id } = WebhookMessage.parse(JSON.parse(body));
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      ...signedHeaders(SECRET, { id, timestamp: Math.floor(NOW / 1_000), body }),
    });
  });

  test('one alert has one id however often it is posted, each attempt its own; another alert has another', async () => {
    const notifier = notifierAt(receiver);
    await notifier.tell(alertExample(), 'page');
    await notifier.tell(alertExample(), 'page');
    await notifier.tell(alertExample({ detectionId: 'another' }), 'page');

    const [first, again, another] = receiver.received.map(({ headers }) => headers);
    expect(again?.['webhook-id']).toBe(first?.['webhook-id']);
    expect(again?.['trailbell-attempt']).not.toBe(first?.['trailbell-attempt']);
    expect(another?.['webhook-id']).not.toBe(first?.['webhook-id']);
  });

  test.each([
    ['break', 'ECONNRESET|UND_ERR_SOCKET'],
    ['hang', 'TimeoutError'],
  ] satisfies [Answer, string][])('says why nothing came back: %s', async (answer, reason) => {
    receiver.answer = () => answer;

    await expect(notifierAt(receiver).tell(alertExample(), 'page')).rejects.toThrow(
      new RegExp(`in time: (${reason})$`),
    );
  });

  test('follows no redirect', async () => {
    const elsewhere = await startLoopback(accept);
    receiver.answer = () => status(307, { location: elsewhere.url });

    await expect(notifierAt(receiver).tell(alertExample(), 'page')).rejects.toMatchObject({
      kind: 'misconfigured',
      message: expect.stringContaining('answered 307, a redirect, which is not followed') as unknown,
    });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });

  test.each([
    ['in seconds', '7', 7_000],
    ['as a date', 'Mon, 23 Nov 2026 13:05:41 GMT', 29_750],
    ['for longer than a message can wait', '86400', 900_000],
    ['in words nobody knows', 'a while', 1_000],
    ['until a time that is past', 'Mon, 23 Nov 2026 13:00:00 GMT', 1_000],
  ])('waits as the receiver asks %s', async (_how, retryAfter, retryAfterMs) => {
    receiver.answer = () => status(429, { 'retry-after': retryAfter });

    await expect(notifierAt(receiver).tell(alertExample(), 'page')).rejects.toMatchObject({ retryAfterMs });
  });

  test('reads the secret once more when the receiver answers 401, and signs with the new one', async () => {
    receiver.answer = (call) => (receiver.received.length === 1 ? status(401) : accept(call));
    const secret = jest.fn<ReadSecret>((rejected) => Promise.resolve(secretOf(rejected === undefined ? 'a' : 'b')));

    await notifierAt(receiver, secret).tell(alertExample(), 'page');

    expect(secret.mock.calls).toEqual([[undefined], [secretOf('a')]]);
    const [first, second] = receiver.received.map(({ headers }) => headers['webhook-signature']);
    expect(second).not.toBe(first);
  });

  test.each(['', 'password', 'whsec_', 'whsec_c2hvcnQ='])(
    'posts nothing with the secret %p, and says what a secret is without showing it',
    async (secret) => {
      const told = notifierAt(receiver, () => Promise.resolve(secret)).tell(alertExample(), 'page');

      await expect(told).rejects.toMatchObject({
        kind: 'misconfigured',
        message: expect.stringMatching(/^the webhook secret is not of the form whsec_<base64/) as unknown,
      });
      expect(receiver.received).toEqual([]);
    },
  );

  test('says so when the secret cannot be read', async () => {
    const notifier = notifierAt(receiver, () => Promise.reject(new Error('AccessDeniedException')));

    await expect(notifier.tell(alertExample(), 'page')).rejects.toThrow(
      'the address and secret of the webhook could not be read: AccessDeniedException',
    );
  });
});

test('signatures are those of Standard Webhooks, by its published example', () => {
  const headers = signedHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
  });

  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('whatever an attacker writes, the message keeps its schema and holds no credentials', () => {
  fc.assert(
    fc.property(hostileAlert(), (alert) => {
      const message = webhookMessageOf(alert, 'page');

      expect(WebhookMessage.safeParse(message).error).toBeUndefined();
      expect(JSON.stringify(message)).not.toMatch(/A[KS]IA[A-Z0-9]{12}|SESSION-TOKEN/);
    }),
    { numRuns: 30 },
  );
});

test.each([
  ['https://hooks.example/trailbell?team=1', true],
  ['https://10.0.0.8/trailbell', true],
  ['http://127.0.0.1:8080/', true],
  ['http://[::1]:8080/', true],
  ['http://hooks.example/', false],
  ['http://127.0.0.1.hooks.example/', false],
  ['https://ana:secret@hooks.example/', false],
  ['ftp://hooks.example/', false],
  ['hooks.example', false],
])('that a webhook is posted to %s is %p', (url, usable) => {
  expect(WebhookUrl.safeParse(url).success).toBe(usable);
});

test('the message of an alert, as a receiver gets it', () => {
  expect(webhookMessageOf(alertExample(), 'page')).toMatchInlineSnapshot(`
   {
     "data": {
       "account": "111122223333",
       "actor": {
         "accountId": "111122223333",
         "kind": "assumed-role",
         "name": "ana@example.com",
         "principalArn": "arn:aws:iam::111122223333:role/Admin_Access",
         "session": "ana@example.com",
       },
       "call": {
         "name": "StopLogging",
         "service": "cloudtrail.amazonaws.com",
       },
       "detection": {
         "id": "cloudtrail-stopped",
         "techniques": [
           "T1685.002",
         ],
         "title": "CloudTrail logging stopped",
       },
       "eventKey": "5f3a1c2e-9d4b-4e6a-8f70-112233445566",
       "falsePositives": [
         "The trail is being replaced by another one.",
       ],
       "region": "eu-central-1",
       "route": "page",
       "runbook": [
         "Start logging again.",
         "Ask ana whether the call was theirs.",
       ],
       "severity": "critical",
       "source": "203.0.113.7",
       "subject": "arn:aws:cloudtrail:eu-central-1:111122223333:trail/org-trail",
       "summary": "ana stopped the trail org-trail",
       "why": "While the trail is stopped, nothing that happens in the account is recorded.",
     },
     "id": "msg_f4ed82e97ef6d1f20bfd986ca91e8992",
     "links": [
       {
         "label": "Open event",
         "url": "https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events/5f3a1c2e-9d4b-4e6a-8f70-112233445566",
       },
       {
         "label": "ATT&CK T1685.002",
         "url": "https://attack.mitre.org/techniques/T1685/002/",
       },
     ],
     "timestamp": "2026-11-23T13:05:09.000Z",
     "type": "trailbell.alert",
     "version": 1,
   }
  `);
});
