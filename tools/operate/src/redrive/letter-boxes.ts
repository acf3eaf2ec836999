import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
  paginateListQueues,
} from '@aws-sdk/client-sqs';
import { lambdaNamed, queueNamed } from '@trailbell/cdk';
import { type Place, partitionOf } from '../place.ts';
import { type LetterBox, type ReceivedLetter } from './redrive.ts';

const ENDING = '-dead-letters';
/** Long enough to send ten letters again. */
const HIDDEN_SECONDS = 300;

/** The dead-letter queues of Trailbell in one region. */
export async function letterBoxesIn(sqs: SQSClient, region: string, place: Place): Promise<readonly LetterBox[]> {
  const urls: string[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client: sqs }, { QueueNamePrefix: 'trailbell-' })) {
    urls.push(...QueueUrls);
  }
  const names = new Set(urls.map(nameOf));
  const arnOf = (service: string, resource: string, at = region) =>
    `arn:${partitionOf(at)}:${service}:${at}:${place.account}:${resource}`;
  return urls
    .filter((url) => url.endsWith(ENDING))
    .toSorted()
    .map((url): LetterBox => {
      const source = nameOf(url).slice(0, -ENDING.length);
      return {
        name: `${region} ${nameOf(url)}`,
        source: names.has(source) ? arnOf('sqs', source) : undefined,
        behindHub: [
          arnOf('lambda', `function:${lambdaNamed('alert-lambda')}`, place.homeRegion),
          arnOf('sqs', queueNamed('digest-lambda', 'digest'), place.homeRegion),
        ],
        receive: () => receive(sqs, url),
        release: async ({ handle }) => {
          await sqs.send(
            new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: handle, VisibilityTimeout: 0 }),
          );
        },
        remove: async ({ handle }) => {
          await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle }));
        },
      };
    });
}

function nameOf(url: string): string {
  return url.split('/').at(-1) ?? '';
}

async function receive(sqs: SQSClient, url: string): Promise<readonly ReceivedLetter[]> {
  const { Messages: messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      // Anything above zero asks all servers: else some letters are not found, and the queue looks empty.
      WaitTimeSeconds: 1,
      VisibilityTimeout: HIDDEN_SECONDS,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  return messages.map(letterOf);
}

function letterOf({ MessageId, ReceiptHandle, Body, Attributes, MessageAttributes = {} }: Message): ReceivedLetter {
  return {
    id: MessageId ?? '',
    handle: ReceiptHandle ?? '',
    sentAt: Number(Attributes?.SentTimestamp ?? 0),
    body: Body ?? '',
    attributes: Object.fromEntries(
      Object.entries(MessageAttributes).flatMap(([name, { StringValue: value }]) =>
        value === undefined ? [] : [[name, value] as const],
      ),
    ),
  };
}
