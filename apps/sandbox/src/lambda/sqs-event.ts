import { parseArn } from '../aws/arn.ts';
import { type MessageAttribute, type ReceivedMessage, md5, systemAttributesOf } from '../sqs/message.ts';

/** The event in which Lambda hands a batch of messages to a function. */
export function sqsEvent(queueArn: string, messages: readonly ReceivedMessage[]): string {
  const { region } = parseArn(queueArn);
  return JSON.stringify({ Records: messages.map((message) => sqsRecord(message, queueArn, region)) });
}

export function sqsRecord(message: ReceivedMessage, queueArn: string, region: string): object {
  return {
    messageId: message.id,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: systemAttributesOf(message),
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, attribute]) => [name, lambdaAttribute(attribute)]),
    ),
    md5OfBody: md5(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

function lambdaAttribute({ DataType, StringValue, BinaryValue }: MessageAttribute): object {
  return {
    dataType: DataType,
    stringListValues: [],
    binaryListValues: [],
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
  };
}

/** A message as filter criteria see it: its body as JSON where it is JSON. */
export function sqsFilterFields(message: ReceivedMessage): object {
  return { messageId: message.id, body: jsonOr(message.body), attributes: systemAttributesOf(message) };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
