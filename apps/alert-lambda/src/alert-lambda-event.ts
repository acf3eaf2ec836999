import { EventEnvelope } from '@trailbell/cloudtrail-types';
import { QueueBatch } from '@trailbell/lambda-kit';
import * as z from 'zod'; // not { z }: that bundles every locale

/** A rule of the hub bus invokes with an event, the retry queue with a batch of messages. */
export const AlertLambdaEvent = z.union(
  [
    QueueBatch.transform(({ Records: messages }) => ({ kind: 'retries' as const, messages })),
    EventEnvelope.transform((event) => ({ kind: 'event' as const, event })),
  ],
  { error: 'it is neither an EventBridge event nor a batch of SQS messages' },
);
export type AlertLambdaEvent = z.infer<typeof AlertLambdaEvent>;
