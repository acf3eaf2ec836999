import { createHash } from 'node:crypto';
import * as z from 'zod';

/** A message attribute as the SQS API has it. Binary values travel as base64. */
export const MessageAttribute = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});
export type MessageAttribute = z.infer<typeof MessageAttribute>;
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

export interface OutgoingMessage {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  readonly traceHeader?: string;
  readonly senderId?: string;
  /** How long before it may first be received; the queue's own delay when absent. */
  readonly delayMs?: number;
  /** The timeline entry whose event this is, when the sandbox itself put it here. */
  readonly origin?: number | undefined;
}

/** A message in a queue. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly traceHeader: string | undefined;
  readonly senderId: string;
  readonly sentAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt: number | undefined;
  /** In a dead-letter queue: the queue it came from. */
  readonly deadLetterSourceArn: string | undefined;
  readonly origin: number | undefined;
}

export interface ReceivedMessage extends Message {
  readonly receiptHandle: string;
}

export function systemAttributesOf(message: Message): Record<string, string> {
  return {
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ...(message.firstReceivedAt !== undefined && {
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    }),
    ...(message.traceHeader !== undefined && { AWSTraceHeader: message.traceHeader }),
    ...(message.deadLetterSourceArn !== undefined && { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
  };
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

const TRANSPORT_STRING = 1;
const TRANSPORT_BINARY = 2;

/** The digest by which SDKs verify attributes: name, type and value of each, in order of name, each with its length before it. */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const entries = Object.entries(attributes);
  if (entries.length === 0) {
    return undefined;
  }

  const hash = createHash('md5');
  const addWithLength = (value: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(value.length);
    hash.update(length).update(value);
  };
  for (const [name, { DataType, StringValue, BinaryValue }] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    addWithLength(Buffer.from(name));
    addWithLength(Buffer.from(DataType));
    hash.update(Buffer.from([BinaryValue === undefined ? TRANSPORT_STRING : TRANSPORT_BINARY]));
    addWithLength(BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64'));
  }
  return hash.digest('hex');
}
