import * as z from 'zod';
import { AwsError } from '../aws/aws-error.ts';
import { type Operations } from '../server/operations.ts';
import { type MessageAttributes } from '../sqs/message.ts';

const Publish = z.looseObject({
  TopicArn: z.string(),
  Message: z.string().min(1),
  Subject: z.string().optional(),
});

const MOST_MESSAGE_BYTES = 256 * 1024;
/** ASCII that begins with a letter, a digit or punctuation, without line breaks or controls, under 100 characters. */
const SUBJECT = /^[\x21-\x7e][\x20-\x7e]{0,99}$/;

export interface Published {
  readonly topicArn: string;
  readonly message: string;
  readonly subject: string | undefined;
  readonly attributes: MessageAttributes;
}

/** The SNS API (Query protocol). `publish` answers the message id, or throws `AwsError` when there is no such topic. */
export function snsOperations(publish: (published: Published) => string): Operations {
  return {
    Publish: (input) => {
      const { TopicArn, Message, Subject, ...rest } = Publish.parse(input);
      if (Subject !== undefined && !SUBJECT.test(Subject)) {
        throw new AwsError('InvalidParameter', 'Invalid parameter: Subject');
      }
      if (Buffer.byteLength(Message) > MOST_MESSAGE_BYTES) {
        throw new AwsError('InvalidParameter', 'Invalid parameter: Message too long');
      }
      return {
        MessageId: publish({ topicArn: TopicArn, message: Message, subject: Subject, attributes: attributesOf(rest) }),
      };
    },
  };
}

const ATTRIBUTE = /^MessageAttributes\.entry\.(?<index>\d+)\.(?<field>Name|Value\.\w+)$/;

/** `MessageAttributes.entry.1.Name`, `….Value.DataType`, `….Value.StringValue`: how the Query protocol flattens a map. */
function attributesOf(form: Readonly<Record<string, unknown>>): MessageAttributes {
  const entries = new Map<string, Map<string, string>>();
  for (const [key, value] of Object.entries(form)) {
    const { index, field } = ATTRIBUTE.exec(key)?.groups ?? {};
    if (index !== undefined && field !== undefined) {
      entries.set(index, (entries.get(index) ?? new Map<string, string>()).set(field, String(value)));
    }
  }
  return Object.fromEntries([...entries.values()].map((entry) => [entry.get('Name') ?? '', attributeOf(entry)]));
}

function attributeOf(entry: ReadonlyMap<string, string>): MessageAttributes[string] {
  const text = entry.get('Value.StringValue');
  const binary = entry.get('Value.BinaryValue');
  return {
    DataType: entry.get('Value.DataType') ?? 'String',
    ...(text !== undefined && { StringValue: text }),
    ...(binary !== undefined && { BinaryValue: binary }),
  };
}
