import { createHash } from 'node:crypto';
import { type IncomingMessage, type Server, createServer } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** DynamoDB's API. It comes without types, and whoever imports this file would need them too. */
const dynalite = createRequire(import.meta.url)('dynalite') as (options: { readonly createTableMs: number }) => Server;

/** A call that reached the loopback cloud: `slack` with its fields, `sns` with its fields, `sqs` and `events` with their input, … */
export interface CloudCall {
  readonly service: 'slack' | 'slack-upload' | 'events' | 'sns' | 'sqs' | 'secretsmanager';
  readonly input: Readonly<Record<string, unknown>>;
}

interface SlackAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;
}

export interface LoopbackCloud {
  readonly url: string;
  readonly calls: readonly CloudCall[];
  /** What Slack answers from now on. */
  slackAnswers(status: number, body: object, headers?: Readonly<Record<string, string>>): void;
  /** The table as infra makes it, and empty. */
  createAlertsTable(): Promise<void>;
  close(): Promise<void>;
}

/** The services our lambdas call, on one port of 127.0.0.1: DynamoDB by dynalite, the others as small as a spec needs them. */
export async function loopbackCloud(): Promise<LoopbackCloud> {
  const dynamo = dynalite({ createTableMs: 0 });
  const calls: CloudCall[] = [];
  let slack: SlackAnswer = {
    status: 200,
    body: { ok: true, channel: 'C1', ts: '1.1' },
    headers: {},
  };

  const server = createServer((request, response) => {
    if (targetOf(request).startsWith('DynamoDB')) {
      dynamo.emit('request', request, response);
      return;
    }
    void buffer(request).then((bytes) => {
      const answer = request.url?.includes('/upload/') ? uploaded(bytes) : answerTo(request, bytes.toString());
      response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers }).end(answer.body);
    });
  });

  function uploaded(bytes: Buffer) {
    calls.push({ service: 'slack-upload', input: { holdsPng: bytes.includes(PNG_SIGNATURE) } });
    return { headers: {}, status: 200, type: 'text/plain', body: 'OK' };
  }

  function answerTo(request: IncomingMessage, body: string) {
    const target = targetOf(request);
    if (target === 'AmazonSQS.SendMessage') {
      const input = JSON.parse(body) as { MessageBody: string };
      calls.push({ service: 'sqs', input });
      const md5 = createHash('md5').update(input.MessageBody).digest('hex');
      return json({ MessageId: `message-${calls.length}`, MD5OfMessageBody: md5 });
    }
    if (target === 'AWSEvents.PutEvents') {
      const input = JSON.parse(body) as { Entries: readonly object[] };
      calls.push({ service: 'events', input });
      return json({ FailedEntryCount: 0, Entries: input.Entries.map(() => ({ EventId: `event-${calls.length}` })) });
    }
    if (target === 'secretsmanager.GetSecretValue') {
      const input = JSON.parse(body) as { SecretId: string };
      calls.push({ service: 'secretsmanager', input });
      return json({ Name: input.SecretId, SecretString: 'xoxb-example-token' });
    }
    const input = Object.fromEntries(new URLSearchParams(body));
    if (input.Action === 'Publish') {
      calls.push({ service: 'sns', input });
      return { headers: {}, status: 200, type: 'text/xml', body: PUBLISHED };
    }
    if (request.url?.endsWith('/chat.postMessage')) {
      calls.push({ service: 'slack', input: { ...input, authorization: request.headers.authorization } });
      return { ...json(slack.body), status: slack.status, headers: slack.headers };
    }
    return (
      answerOfFiles(request) ?? {
        ...json({ message: `the loopback cloud does not know ${target} ${request.url ?? ''}` }),
        status: 501,
      }
    );
  }

  function answerOfFiles({ url: path, headers }: IncomingMessage) {
    if (path?.endsWith('/files.getUploadURLExternal')) {
      return json({ ok: true, upload_url: `http://${headers.host ?? ''}/upload/F1`, file_id: 'F1' });
    }
    return path?.endsWith('/files.completeUploadExternal') ? json({ ok: true, files: [] }) : undefined;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    calls,
    createAlertsTable: async () => {
      const client = new DynamoDBClient({ endpoint: url, region: 'eu-central-1', credentials: CREDENTIALS });
      await client.send(new CreateTableCommand(ALERTS_TABLE));
      client.destroy();
    },
    slackAnswers: (status, body, headers = {}) => {
      slack = { status, body, headers };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function targetOf(request: IncomingMessage): string {
  return String(request.headers['x-amz-target'] ?? '');
}

function json(body: object) {
  return { headers: {}, status: 200, type: 'application/x-amz-json-1.0', body: JSON.stringify(body) };
}

const PNG_SIGNATURE = Buffer.from('89504e47', 'hex');

const CREDENTIALS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' };

const ALERTS_TABLE: CreateTableCommandInput = {
  TableName: 'trailbell-alerts',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
};

const PUBLISHED =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>mail-1</MessageId></PublishResult></PublishResponse>';
