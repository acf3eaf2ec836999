import { MetricName, QueuedRetry } from '@trailbell/alerting';
import { type BatchAnswer, type QueueMessage, keepOnQueue, readMessages } from '@trailbell/lambda-kit';
import { deliverAlert, type Delivering } from './deliver-alert.ts';
import { type Delivery } from './delivery.ts';

export interface RetryingDeliveries extends Delivering {
  /** Every delivery there is: a message names those it waits for. */
  readonly deliveries: readonly Delivery[];
}

/**
 * Delivers what could not be delivered before. Decides nothing: the alert is as it was stored.
 *
 * The queue keeps each message of which anything is left to do, and shows it again after its visibility timeout. Never
 * rejects: that would keep the messages that are done with, too.
 */
export async function retryDeliveries(
  messages: readonly QueueMessage[],
  retrying: RetryingDeliveries,
): Promise<BatchAnswer> {
  const { readable, unreadable } = readMessages(QueuedRetry, messages);
  for (const { messageId, error } of unreadable) {
    retrying.telemetry.count(MetricName.MessageUnreadable);
    retrying.telemetry.log.error('the retry queue carries a message that is none of ours', { messageId, error });
  }

  const attempts = await Promise.all(
    readable.map(async ({ messageId, body }) => ({ messageId, done: await attempt(body, retrying) })),
  );

  return keepOnQueue([...unreadable, ...attempts.filter(({ done }) => !done)]);
}

/** Whether nothing is left to do for this message. */
async function attempt(retry: QueuedRetry, retrying: RetryingDeliveries): Promise<boolean> {
  const { eventKey, detectionId, notifiers } = retry;
  const { log } = retrying.telemetry;
  try {
    const stored = await retrying.teller.store.find({ eventKey, detectionId });
    if (!stored) {
      log.error('the alert to deliver is not in the table; the message waits for an operator', {
        eventKey,
        detectionId,
      });
      return false;
    }

    const known = retrying.deliveries.filter(({ id }) => notifiers.includes(id));
    const remainder = await deliverAlert(stored, known, retrying);

    const unknown = notifiers.filter((id) => !retrying.deliveries.some((delivery) => delivery.id === id));
    if (unknown.length > 0) {
      log.error('there is no such delivery; the message waits for an operator', { eventKey, detectionId, unknown });
    }
    return remainder === undefined && unknown.length === 0;
  } catch (error) {
    log.warn('the alert to deliver could not be read', { eventKey, detectionId, error });
    return false;
  }
}
