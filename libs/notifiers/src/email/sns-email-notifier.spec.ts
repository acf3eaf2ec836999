import { expect, test } from '@jest/globals';
import { SNSClient } from '@aws-sdk/client-sns';
import { alertExample } from '../testing/alert-example.ts';
import { type Answer, type Received, startLoopback } from '../testing/loopback.ts';
import { type Trouble, describeNotifier } from '../testing/notifier-contract.ts';
import { snsEmailNotifier } from './sns-email-notifier.ts';

const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:trailbell-page';
const CREDENTIALS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example-secret-access-key' };

function refusing(status: number, code: string): Answer {
  return {
    status,
    body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
    headers: { 'content-type': 'text/xml' },
  };
}
const TROUBLES: Readonly<Record<Exclude<Trouble, 'down'>, Answer>> = {
  'rate-limited': refusing(400, 'Throttled'),
  breaks: 'break',
  hangs: 'hang',
  'server-error': refusing(500, 'InternalError'),
  denied: refusing(403, 'AuthorizationError'),
  gone: refusing(404, 'NotFound'),
  refuses: refusing(400, 'InvalidParameter'),
};

let count = 0;
/** Takes what SNS takes. */
function accept({ form }: Received): Answer {
  count += 1;
  const subject = form.get('Subject') ?? '';
  const fits =
    /^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(subject) && Buffer.byteLength(form.get('Message') ?? '') <= 262_144;
  return fits
    ? {
        status: 200,
        body: `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-${count}</MessageId></PublishResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PublishResponse>`,
        headers: { 'content-type': 'text/xml' },
      }
    : refusing(400, 'InvalidParameter');
}

async function start() {
  const sns = await startLoopback(accept);
  const client = new SNSClient({ endpoint: sns.url, region: 'eu-central-1', credentials: CREDENTIALS, maxAttempts: 1 });
  return { sns, notifier: snsEmailNotifier({ client, topicArn: TOPIC, timeoutMs: 300 }) };
}

describeNotifier('SNS e-mail', async () => {
  const { sns, notifier } = await start();
  return {
    notifier,
    told: () => sns.received.map(({ form }) => [form.get('Subject'), form.get('Message')].join('\n')),
    meet: async (trouble) => {
      if (trouble === 'down') {
        await sns.close();
      } else {
        sns.answer = () => TROUBLES[trouble];
      }
    },
    secrets: [CREDENTIALS.secretAccessKey],
    close: () => sns.close().catch(() => undefined),
  };
});

test('publishes to the topic, and answers with the message id', async () => {
  const { sns, notifier } = await start();

  expect(await notifier.tell(alertExample(), 'page')).toMatch(/^m-\d+$/);
  expect(sns.received[0]?.form.get('TopicArn')).toBe(TOPIC);
  expect(sns.received[0]?.form.get('Subject')).toBe(
    '[Critical] ana stopped the trail org-trail in 111122223333 eu-central-1',
  );

  await sns.close();
});
