import * as z from 'zod'; // not { z }: that bundles every locale
import { ParsedJson } from '@trailbell/cloudtrail-types';
import { describeIssues } from './describe-issue.ts';

const QueueMessage = z.object({
  messageId: z.string(),
  eventSource: z.literal('aws:sqs'),
  body: z.string(),
  // What only a consumer reads that spaces out its own retries:
  receiptHandle: z.string().optional(),
  attributes: z.object({ ApproximateReceiveCount: z.coerce.number().optional().catch(undefined) }).optional(),
});
export type QueueMessage = z.infer<typeof QueueMessage>;

/** What SQS invokes a lambda with. */
export const QueueBatch = z.object({ Records: z.array(QueueMessage) });
export type QueueBatch = z.infer<typeof QueueBatch>;

/** Says which messages the queue keeps. Works only where the event source reports batch item failures. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** The body of a message is not what its queue carries. */
export class UnreadableMessageError extends Error {
  override readonly name = 'UnreadableMessageError';
}

export interface ReadMessage<Body> {
  readonly messageId: string;
  readonly body: Body;
}

export interface UnreadableMessage {
  readonly messageId: string;
  readonly error: UnreadableMessageError;
}

export interface SortedMessages<Body> {
  readonly readable: readonly ReadMessage<Body>[];
  readonly unreadable: readonly UnreadableMessage[];
}

/** Reads each message by itself, so that one that cannot be read takes no other with it. */
export function readMessages<Body>(schema: z.ZodType<Body>, messages: readonly QueueMessage[]): SortedMessages<Body> {
  const bodySchema = ParsedJson.pipe(schema);
  const readable: ReadMessage<Body>[] = [];
  const unreadable: UnreadableMessage[] = [];
  for (const { messageId, body } of messages) {
    const parsed = bodySchema.safeParse(body);
    if (parsed.success) {
      readable.push({ messageId, body: parsed.data });
    } else {
      const error = new UnreadableMessageError(`message ${messageId} cannot be read. ${describeIssues(parsed.error)}`);
      unreadable.push({ messageId, error });
    }
  }
  return { readable, unreadable };
}

export function keepOnQueue(messages: readonly { readonly messageId: string }[]): BatchAnswer {
  return { batchItemFailures: messages.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}
