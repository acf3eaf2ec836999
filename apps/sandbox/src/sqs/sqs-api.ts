import * as z from 'zod';
import { arnOf, parseArn, samePlace } from '../aws/arn.ts';
import { AwsError } from '../aws/aws-error.ts';
import { type ApiCall, type Operations } from '../server/operations.ts';
import { MessageAttribute, type ReceivedMessage, md5, md5OfAttributes, systemAttributesOf } from './message.ts';
import { type Queue } from './queue.ts';
import { type Queues } from './queues.ts';
import { receiveWithLongPoll } from './long-poll.ts';
import { type Clock } from '../clock/sandbox-clock.ts';

const OnQueue = z.object({ QueueUrl: z.string() });
const Outgoing = z.object({
  MessageBody: z.string().min(1),
  DelaySeconds: z.number().int().min(0).max(900).optional(),
  MessageAttributes: z.record(z.string(), MessageAttribute).optional(),
  MessageSystemAttributes: z.object({ AWSTraceHeader: MessageAttribute.optional() }).optional(),
});
type Outgoing = z.infer<typeof Outgoing>;
const Handle = z.object({ ReceiptHandle: z.string() });
const Visibility = Handle.extend({ VisibilityTimeout: z.number().int().min(0).max(43_200) });
const batchOf = <Entry extends z.ZodRawShape>(entry: z.ZodObject<Entry>) =>
  OnQueue.extend({
    Entries: z
      .array(entry.extend({ Id: z.string() }))
      .min(1)
      .max(10),
  });

const SendMessage = OnQueue.extend(Outgoing.shape);
const SendMessageBatch = batchOf(Outgoing);
const ReceiveMessage = OnQueue.extend({
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: z.number().int().min(0).max(43_200).optional(),
  WaitTimeSeconds: z.number().int().min(0).max(20).optional(),
  MessageAttributeNames: z.array(z.string()).default([]),
  MessageSystemAttributeNames: z.array(z.string()).default([]),
  AttributeNames: z.array(z.string()).default([]),
});
const DeleteMessage = OnQueue.extend(Handle.shape);
const DeleteMessageBatch = batchOf(Handle);
const ChangeMessageVisibility = OnQueue.extend(Visibility.shape);
const ChangeMessageVisibilityBatch = batchOf(Visibility);
const GetQueueAttributes = OnQueue.extend({ AttributeNames: z.array(z.string()).default(['All']) });
const ListQueues = z.object({ QueueNamePrefix: z.string().default('') });
const GetQueueUrl = z.object({ QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() });

/** The SQS API (JSON 1.0, as the SDK sends it) over the sandbox's queues. */
export function sqsOperations(queues: Queues, clock: Clock): Operations {
  return { ...singleOperations(queues, clock), ...batchOperations(queues), ...queueOperations(queues) };
}

function singleOperations(queues: Queues, clock: Clock): Operations {
  return {
    SendMessage: (input, call) => {
      const { QueueUrl, ...outgoing } = SendMessage.parse(input);
      return sent(queues.atUrl(QueueUrl), outgoing, call);
    },
    ReceiveMessage: async (input, { aborted }) => {
      const { MaxNumberOfMessages: max, ...request } = ReceiveMessage.parse(input);
      const messages = await receiveWithLongPoll(queues.atUrl(request.QueueUrl), clock, {
        max,
        visibilityMs: inMs(request.VisibilityTimeout),
        waitMs: inMs(request.WaitTimeSeconds),
        aborted,
      });
      const systemNames = [...request.MessageSystemAttributeNames, ...request.AttributeNames];
      return { Messages: messages.map((message) => received(message, systemNames, request.MessageAttributeNames)) };
    },
    DeleteMessage: (input) => {
      const { QueueUrl, ReceiptHandle } = DeleteMessage.parse(input);
      queues.atUrl(QueueUrl).delete(ReceiptHandle);
      return {};
    },
    ChangeMessageVisibility: (input) => {
      const { QueueUrl, ReceiptHandle, VisibilityTimeout } = ChangeMessageVisibility.parse(input);
      queues.atUrl(QueueUrl).changeVisibility(ReceiptHandle, VisibilityTimeout * 1000);
      return {};
    },
  };
}

function batchOperations(queues: Queues): Operations {
  return {
    SendMessageBatch: (input, call) => {
      const { QueueUrl, Entries } = SendMessageBatch.parse(input);
      const queue = queues.atUrl(QueueUrl);
      return each(Entries, (entry) => sent(queue, entry, call));
    },
    DeleteMessageBatch: (input) => {
      const { QueueUrl, Entries } = DeleteMessageBatch.parse(input);
      const queue = queues.atUrl(QueueUrl);
      return each(Entries, ({ ReceiptHandle }) => {
        queue.delete(ReceiptHandle);
        return {};
      });
    },
    ChangeMessageVisibilityBatch: (input) => {
      const { QueueUrl, Entries } = ChangeMessageVisibilityBatch.parse(input);
      const queue = queues.atUrl(QueueUrl);
      return each(Entries, ({ ReceiptHandle, VisibilityTimeout }) => {
        queue.changeVisibility(ReceiptHandle, VisibilityTimeout * 1000);
        return {};
      });
    },
  };
}

function queueOperations(queues: Queues): Operations {
  return {
    GetQueueAttributes: (input) => {
      const { QueueUrl, AttributeNames } = GetQueueAttributes.parse(input);
      return { Attributes: chosen(attributesOf(queues.atUrl(QueueUrl)), AttributeNames) };
    },
    ListQueues: (input, { caller }) => {
      const { QueueNamePrefix } = ListQueues.parse(input);
      const listed = queues.all.filter(
        ({ definition: { arn, name } }) => name.startsWith(QueueNamePrefix) && samePlace(parseArn(arn), caller),
      );
      return { QueueUrls: listed.map(({ definition }) => definition.url) };
    },
    GetQueueUrl: (input, { caller }) => {
      const { QueueName, QueueOwnerAWSAccountId } = GetQueueUrl.parse(input);
      const queue = queues.find(
        arnOf('sqs', { ...caller, account: QueueOwnerAWSAccountId ?? caller.account }, QueueName),
      );
      if (!queue) {
        throw new AwsError('QueueDoesNotExist', `The specified queue ${QueueName} does not exist in ${caller.region}.`);
      }
      return { QueueUrl: queue.definition.url };
    },
  };
}

function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}

function sent(queue: Queue, outgoing: Outgoing, { caller }: ApiCall): object {
  const { MessageBody, DelaySeconds, MessageAttributes = {}, MessageSystemAttributes } = outgoing;
  const { maximumMessageBytes } = queue.definition;
  if (Buffer.byteLength(MessageBody) > maximumMessageBytes) {
    throw new AwsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${maximumMessageBytes} bytes.`,
    );
  }
  const traceHeader = MessageSystemAttributes?.AWSTraceHeader?.StringValue;
  const message = queue.send({
    body: MessageBody,
    attributes: MessageAttributes,
    senderId: caller.accessKeyId,
    ...(traceHeader !== undefined && { traceHeader }),
    ...(DelaySeconds !== undefined && { delayMs: DelaySeconds * 1000 }),
  });
  const attributesMd5 = md5OfAttributes(MessageAttributes);
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5(MessageBody),
    ...(attributesMd5 !== undefined && { MD5OfMessageAttributes: attributesMd5 }),
  };
}

function received(message: ReceivedMessage, systemNames: readonly string[], names: readonly string[]): object {
  const attributes = chosen(message.attributes, names);
  const attributesMd5 = md5OfAttributes(attributes);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5(message.body),
    Attributes: chosen(systemAttributesOf(message), systemNames),
    ...(attributesMd5 !== undefined && { MessageAttributes: attributes, MD5OfMessageAttributes: attributesMd5 }),
  };
}

/** Runs a batch entry by entry: one that is refused does not stop the others. */
function each<Entry extends { readonly Id: string }>(entries: readonly Entry[], act: (entry: Entry) => object): object {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...act(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      Failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}

function attributesOf({ definition, counts }: Queue): Record<string, string> {
  return {
    QueueArn: definition.arn,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    VisibilityTimeout: String(definition.visibilityTimeoutMs / 1000),
    DelaySeconds: String(definition.delayMs / 1000),
    MessageRetentionPeriod: String(definition.retentionMs / 1000),
    ReceiveMessageWaitTimeSeconds: String(definition.receiveWaitMs / 1000),
    MaximumMessageSize: String(definition.maximumMessageBytes),
    ...(definition.redrive && { RedrivePolicy: JSON.stringify(definition.redrive) }),
  };
}

/** The entries asked for by name, by prefix (`trail.*`), or all. */
function chosen<Value>(entries: Readonly<Record<string, Value>>, names: readonly string[]): Record<string, Value> {
  const isAsked = (key: string): boolean =>
    names.some((name) =>
      name.endsWith('.*') ? key.startsWith(name.slice(0, -1)) : name === 'All' || name === '.*' || name === key,
    );
  return Object.fromEntries(Object.entries(entries).filter(([key]) => isAsked(key)));
}
