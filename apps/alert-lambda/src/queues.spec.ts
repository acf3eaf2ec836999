import { describe, expect, test } from '@jest/globals';
import { type SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { QueuedAlert, queuedAlertOf, QueuedRetry, queuedRetryOf } from '@trailbell/alerting';
import { putOffOn, sendToDigestOn } from './queues.ts';
import { alertOf } from './testing/examples.ts';

const URL = 'https://sqs.eu-central-1.amazonaws.com/111122223333/example';
const RETRY = queuedRetryOf({ eventKey: 'event-1', detectionId: 'cloudtrail-stopped' }, ['slack']);

describe('putting off', () => {
  test.each([
    { asked: 5_000, delay: 5, because: 'so much was asked' },
    { asked: 60_001, delay: 61, because: 'it is never shorter than what was asked' },
    { asked: 3_600_000, delay: 900, because: 'SQS delays no longer' },
  ])('waits $delay s when $asked ms were asked: $because', async ({ asked, delay }) => {
    const { sqs, sent } = fakeSqs();

    await putOffOn({ sqs, url: URL })(RETRY, asked);

    expect(sent.map(({ QueueUrl, DelaySeconds }) => [QueueUrl, DelaySeconds])).toEqual([[URL, delay]]);
  });

  test('sends what the retry queue is read as', async () => {
    const { sqs, sent } = fakeSqs();

    await putOffOn({ sqs, url: URL })(RETRY, 0);

    expect(QueuedRetry.parse(JSON.parse(sent[0]?.MessageBody ?? ''))).toEqual(RETRY);
  });
});

describe('handing over to the digest', () => {
  test('sends what the digest queue is read as, and answers the id of the message', async () => {
    const { sqs, sent } = fakeSqs();

    const receipt = await sendToDigestOn({ sqs, url: URL })(queuedAlertOf(alertOf()));

    expect(receipt).toBe('message-1');
    expect(QueuedAlert.parse(JSON.parse(sent[0]?.MessageBody ?? '')).alert).toEqual(alertOf());
  });
});

function fakeSqs() {
  const sent: SendMessageCommand['input'][] = [];
  const send = (command: SendMessageCommand) => {
    sent.push(command.input);
    return Promise.resolve({ MessageId: `message-${sent.length}` });
  };
  return { sent, sqs: { send } as unknown as Pick<SQSClient, 'send'> };
}
