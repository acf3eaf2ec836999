import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Errand, retryWaitMs } from '@trailbell/alerting';
import { type QueueMessage } from '@trailbell/lambda-kit';
import { type DigestMessage } from './delivery.ts';

/** SQS's own bound. What has to wait longer is shown earlier, tried, and waits again. */
const MAX_DELAY_SECONDS = 900;

interface Queue {
  readonly sqs: Pick<SQSClient, 'send'>;
  readonly url: string;
}

/** Sends an errand to the retry queue. It is sent once: from then on it waits there, and is never sent again. */
export function putOffOn({ sqs, url }: Queue) {
  return async (errand: Errand, waitMs: number): Promise<void> => {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: JSON.stringify(errand),
        DelaySeconds: Math.min(Math.ceil(waitMs / 1_000), MAX_DELAY_SECONDS),
      }),
    );
  };
}

/** Has a message that is kept on the retry queue come back later the more often it came, and not before `leastMs`. */
export function spaceOutOn({ sqs, url }: Queue, random: () => number) {
  return async ({ receiptHandle, attributes }: QueueMessage, leastMs: number): Promise<void> => {
    const waitMs = retryWaitMs(attributes?.ApproximateReceiveCount ?? 1, leastMs, random());
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: Math.ceil(waitMs / 1_000),
      }),
    );
  };
}

export function sendToDigestOn({ sqs, url }: Queue) {
  return async (message: DigestMessage): Promise<string> => {
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(message) }));
    return sent.MessageId ?? 'sent without an id';
  };
}
