import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type QueuedRetry, queuedAlertOf } from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';

/** SQS's own bound. What has to wait longer is shown earlier, tried, and waits again. */
const MAX_DELAY_SECONDS = 900;

interface Queue {
  readonly sqs: Pick<SQSClient, 'send'>;
  readonly url: string;
}

export function putOffOn({ sqs, url }: Queue, leastDelaySeconds: number) {
  return async (retry: QueuedRetry, waitMs: number): Promise<void> => {
    const delaySeconds = Math.max(leastDelaySeconds, Math.ceil(waitMs / 1_000));
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: JSON.stringify(retry),
        DelaySeconds: Math.min(delaySeconds, MAX_DELAY_SECONDS),
      }),
    );
  };
}

export function sendToDigestOn({ sqs, url }: Queue) {
  return async (alert: Alert): Promise<string> => {
    const sent = await sqs.send(
      new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(queuedAlertOf(alert)) }),
    );
    return sent.MessageId ?? 'sent without an id';
  };
}
