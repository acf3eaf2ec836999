import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox } from '../sandbox.ts';
import { resource, arn } from '../testing/small-assembly.ts';
import { queueNamed, sandboxOf, stopSandboxes } from '../testing/with-sandbox.ts';

// The SDK checks the MD5 of bodies and attributes itself: a wrong one rejects.
let sandbox: Sandbox;
let sqs: SQSClient;
let QueueUrl: string;

beforeEach(async () => {
  sandbox = await sandboxOf({
    Work: resource('SQS::Queue', {
      QueueName: 'work',
      VisibilityTimeout: 60,
      RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 2 },
    }),
    Dead: resource('SQS::Queue', { QueueName: 'dead', MessageRetentionPeriod: 3600 }),
    Small: resource('SQS::Queue', { QueueName: 'small', MaximumMessageSize: 1024, DelaySeconds: 30 }),
  });
  sqs = new SQSClient({ ...sandbox.connectionFor('111122223333'), region: 'eu-central-1' });
  QueueUrl = queueNamed(sandbox, 'work').definition.url;
});
afterEach(async () => {
  sqs.destroy();
  await stopSandboxes();
});

async function receive(more: object = {}) {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'], ...more }),
  );
  return Messages;
}

describe('a message', () => {
  test('is received with what it was sent with', async () => {
    const MessageAttributes = {
      Colour: { DataType: 'String', StringValue: 'grün' },
      Count: { DataType: 'Number', StringValue: '7' },
      Raw: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
    };
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hällo', MessageAttributes }));

    const [message] = await receive({ MessageAttributeNames: ['All'] });

    expect(message).toMatchObject({ MessageId: sent.MessageId, Body: 'hällo', MessageAttributes });
    expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: '1' });
  });

  test('is hidden for the visibility timeout, then comes again', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' }));
    await receive();

    sandbox.clock.advance(59_000);
    expect(await receive()).toEqual([]);
    sandbox.clock.advance(1_000);
    expect((await receive())[0]?.Attributes).toMatchObject({ ApproximateReceiveCount: '2' });
  });

  test('moves to the dead-letter queue once it was received too often, and keeps its age', async () => {
    const start = sandbox.clock.now();
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' }));
    for (let receives = 0; receives < 3; receives += 1) {
      await receive();
      sandbox.clock.advance(60_000);
    }

    const [letter] = await receive({ QueueUrl: queueNamed(sandbox, 'dead').definition.url });

    expect(letter).toMatchObject({
      Body: 'a',
      Attributes: {
        DeadLetterQueueSourceArn: 'arn:aws:sqs:eu-central-1:111122223333:work',
        ApproximateReceiveCount: '1',
      },
    });
    expect(Number(letter?.Attributes?.SentTimestamp) - start).toBeLessThan(60_000);
  });

  test('is gone after the retention', async () => {
    const dead = queueNamed(sandbox, 'dead').definition.url;
    await sqs.send(new SendMessageCommand({ QueueUrl: dead, MessageBody: 'a' }));

    sandbox.clock.advance(3_601_000);

    expect(await receive({ QueueUrl: dead })).toEqual([]);
  });

  test('that is deleted does not come again, even by a handle of an earlier receive', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' }));
    const [first] = await receive();
    sandbox.clock.advance(60_000);

    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));

    expect(await receive()).toEqual([]);
    expect(queueNamed(sandbox, 'work').counts).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  test('can be given back at once, or hidden for longer', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' }));
    const [message] = await receive();
    const change = (VisibilityTimeout: number) =>
      sqs.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout }),
      );

    await change(600);
    sandbox.clock.advance(599_000);
    expect(await receive()).toEqual([]);
    await change(0);
    expect(await receive()).toHaveLength(1);
  });

  test('waits for its delay, or for the queue\u2019s', async () => {
    const small = queueNamed(sandbox, 'small').definition.url;
    await sqs.send(new SendMessageCommand({ QueueUrl: small, MessageBody: 'queue' }));
    await sqs.send(new SendMessageCommand({ QueueUrl: small, MessageBody: 'own', DelaySeconds: 90 }));
    const bodies = async () => (await receive({ QueueUrl: small })).map(({ Body }) => Body);

    expect(await bodies()).toEqual([]);
    sandbox.clock.advance(30_000);
    expect(await bodies()).toEqual(['queue']);
    sandbox.clock.advance(60_000);
    expect(await bodies()).toContain('own');
  });
});

describe('a long poll', () => {
  test('ends as soon as a message comes', async () => {
    const polled = receive({ WaitTimeSeconds: 20 });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' }));

    expect((await polled).map(({ Body }) => Body)).toEqual(['a']);
  });

  test('ends empty when its time is over', async () => {
    const polled = receive({ WaitTimeSeconds: 20 });
    await sqs.send(new GetQueueAttributesCommand({ QueueUrl })); // the poll has arrived by now

    sandbox.clock.advance(20_000);

    expect(await polled).toEqual([]);
  });

  test('that is given up takes no message with it', async () => {
    const poll = new AbortController();
    const polled = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), { abortSignal: poll.signal });
    await sqs.send(new GetQueueAttributesCommand({ QueueUrl }));

    poll.abort();
    await expect(polled).rejects.toThrow();
    await sqs.send(new GetQueueAttributesCommand({ QueueUrl })); // and the sandbox knows by now
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' }));

    expect(await receive()).toHaveLength(1);
  });
});

test('a batch goes through entry by entry: one that is refused stops no other', async () => {
  const small = queueNamed(sandbox, 'small').definition.url;
  const { Successful, Failed } = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: small,
      Entries: [
        { Id: 'fits', MessageBody: 'a', DelaySeconds: 0 },
        { Id: 'too-long', MessageBody: 'x'.repeat(1025), DelaySeconds: 0 },
      ],
    }),
  );

  expect(Successful?.map(({ Id }) => Id)).toEqual(['fits']);
  expect(Failed).toMatchObject([{ Id: 'too-long', Code: 'InvalidParameterValue', SenderFault: true }]);
  const [message] = await receive({ QueueUrl: small });
  const deleted = await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl: small,
      Entries: [
        { Id: 'one', ReceiptHandle: message?.ReceiptHandle },
        { Id: 'other', ReceiptHandle: 'nonsense' },
      ],
    }),
  );
  expect(deleted).toMatchObject({
    Successful: [{ Id: 'one' }],
    Failed: [{ Id: 'other', Code: 'ReceiptHandleIsInvalid' }],
  });
});

test('a queue is found by name, and tells of itself', async () => {
  const found = await sqs.send(new GetQueueUrlCommand({ QueueName: 'work' }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));

  expect(found.QueueUrl).toBe(QueueUrl);
  expect(Attributes).toMatchObject({
    QueueArn: 'arn:aws:sqs:eu-central-1:111122223333:work',
    VisibilityTimeout: '60',
    ApproximateNumberOfMessages: '0',
  });
});

test('a queue that is not there is the error the SDK knows', async () => {
  await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'absent' }))).rejects.toThrow(QueueDoesNotExist);
});
