import * as z from 'zod';
import { EventEnvelope, ParsedJson } from '@trailbell/cloudtrail-types';
import { QueuedAlert, QueuedClose, QueuedRetry, QueuedSuppressed } from '@trailbell/alerting';
import { parseArn } from '../aws/arn.ts';
import { type DeadLetter } from '../page-api.ts';
import { type Message } from '../sqs/message.ts';
import { type Queue } from '../sqs/queue.ts';
import { alertId } from './known-alerts.ts';

const DestinationRecord = z.object({
  requestContext: z.object({ condition: z.string(), approximateInvokeCount: z.number() }),
  requestPayload: z.unknown(),
  responsePayload: z.object({ errorType: z.string(), errorMessage: z.string() }).optional().catch(undefined),
});

export function deadLettersIn(queue: Queue): readonly DeadLetter[] {
  return queue.messages.map((message) => ({
    id: message.id,
    queue: queue.definition.name,
    at: new Date(message.sentAt).toISOString(),
    reason: reasonOf(message),
    body: message.body,
  }));
}

/** The alerts these messages are about, by `alertId`. */
export function alertIdsIn(queue: Queue): readonly string[] {
  return queue.messages.flatMap(({ body }) => {
    const queued = ParsedJson.safeParse(body).data;
    const alert =
      QueuedAlert.safeParse(queued).data?.alert ??
      QueuedSuppressed.safeParse(queued).data?.alert ??
      QueuedRetry.safeParse(queued).data;
    return alert ? [alertId(alert)] : [];
  });
}

/** Whether the end of a digest window lies here: what the digest was to tell is not told before it is sent again, or the next comes. */
export function holdsClosing(queue: Queue): boolean {
  return queue.messages.some(({ body }) => QueuedClose.safeParse(ParsedJson.safeParse(body).data).success);
}

/** The events themselves that these messages hold: never evaluated, or evaluated in vain. */
export function eventsIn(queue: Queue): readonly EventEnvelope[] {
  return queue.messages.flatMap(({ body }) => {
    const content = ParsedJson.safeParse(body).data;
    const payload = DestinationRecord.safeParse(content).data?.requestPayload ?? content;
    return EventEnvelope.safeParse(payload).data ?? [];
  });
}

function reasonOf({ attributes, body, deadLetterSourceArn }: Message): string {
  const undelivered = attributes.ERROR_MESSAGE?.StringValue;
  if (undelivered !== undefined) {
    return `EventBridge could not deliver it: ${undelivered}`;
  }
  const record = DestinationRecord.safeParse(ParsedJson.safeParse(body).data).data;
  if (record) {
    const { condition, approximateInvokeCount: times } = record.requestContext;
    return `Invoked ${times} times in vain (${condition}): ${record.responsePayload?.errorMessage ?? 'no error told'}`;
  }
  return deadLetterSourceArn === undefined
    ? 'Sent here by a lambda or a person'
    : `Received too often from queue ${parseArn(deadLetterSourceArn).resource}`;
}
