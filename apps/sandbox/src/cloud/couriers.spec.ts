import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type Sandbox } from '../sandbox.ts';
import { type Resources, arn, fixtureFunction, resource, ruleTo } from '../testing/small-assembly.ts';
import { order, queueNamed, sandboxOf, stopSandboxes, toldBy } from '../testing/with-sandbox.ts';

afterEach(stopSandboxes);

const bodies = (sandbox: Sandbox, queue: string): readonly Record<string, unknown>[] =>
  queueNamed(sandbox, queue).messages.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

describe('an event that a rule sends to another bus', () => {
  const HUB: Resources = {
    Hub: resource('Events::EventBus', { Name: 'hub' }),
    Third: resource('Events::EventBus', { Name: 'third' }),
    Queue: resource('SQS::Queue', { QueueName: 'queue' }),
    Dead: resource('SQS::Queue', { QueueName: 'dead' }),
    Forward: ruleTo({ Arn: arn('Hub') }),
  };

  test('keeps its account and region, and meets the rules there', async () => {
    const sandbox = await sandboxOf({
      ...HUB,
      OnHub: ruleTo({ Arn: arn('Queue') }, { Name: 'on-hub', EventBusName: { Ref: 'Hub' } }),
    });

    sandbox.ingest(order({ a: 1 }, { region: 'eu-west-3', account: '444455556666' }));
    await sandbox.whenDrained();

    expect(bodies(sandbox, 'queue')).toMatchObject([
      { region: 'eu-west-3', account: '444455556666', detail: { a: 1 } },
    ]);
    expect(sandbox.journal.balance.outsideEnvironment).toBe(1);
  });

  test('is not carried on to a third, and lies in the dead-letter queue with the reason', async () => {
    const sandbox = await sandboxOf({
      ...HUB,
      OnHub: ruleTo(
        { Arn: arn('Third'), DeadLetterConfig: { Arn: arn('Dead') } },
        { Name: 'on-hub', EventBusName: { Ref: 'Hub' } },
      ),
      OnThird: ruleTo({ Arn: arn('Queue') }, { Name: 'on-third', EventBusName: { Ref: 'Third' } }),
    });

    sandbox.ingest(order({}));
    await sandbox.whenDrained();

    expect(bodies(sandbox, 'queue')).toEqual([]);
    expect(queueNamed(sandbox, 'dead').messages[0]?.attributes).toMatchObject({
      ERROR_CODE: { StringValue: 'TOO_MANY_HOPS' },
      EXHAUSTED_RETRY_CONDITION: { StringValue: 'NonRetriableError' },
      RULE_ARN: { StringValue: 'arn:aws:events:eu-central-1:111122223333:rule/hub/on-hub' },
    });
    expect(sandbox.journal.balance.fates['dead-lettered']).toBe(1);
  });
});

describe('a notification', () => {
  const TOPIC: Resources = {
    Topic: resource('SNS::Topic', { TopicName: 'topic' }),
    Fixture: fixtureFunction(),
    Wrapped: resource('SQS::Queue', { QueueName: 'wrapped' }),
    Raw: resource('SQS::Queue', { QueueName: 'raw' }),
    ...Object.fromEntries(
      [
        { Protocol: 'email', Endpoint: 'ana@example.com' },
        { Protocol: 'sqs', Endpoint: arn('Wrapped') },
        { Protocol: 'sqs', Endpoint: arn('Raw'), RawMessageDelivery: true },
      ].map((subscription, index) => [
        `Subscription${index}`,
        resource('SNS::Subscription', { TopicArn: { Ref: 'Topic' }, ...subscription }),
      ]),
    ),
    Rule: ruleTo({
      Arn: { Ref: 'Topic' },
      InputTransformer: { InputPathsMap: { n: '$.detail.name' }, InputTemplate: '"hello <n>"' },
    }),
  };
  const TOPIC_ARN = 'arn:aws:sns:eu-central-1:111122223333:topic';
  const client = (sandbox: Sandbox) =>
    new SNSClient({ ...sandbox.connectionFor('111122223333'), region: 'eu-central-1' });

  test('reaches every subscriber in its own form', async () => {
    const sandbox = await sandboxOf(TOPIC);
    const MessageAttributes = { Kind: { DataType: 'String', StringValue: 'k' } };

    await client(sandbox).send(
      new PublishCommand({ TopicArn: TOPIC_ARN, Subject: 'S', Message: '{"a":1}', MessageAttributes }),
    );

    expect(sandbox.journal.mails).toMatchObject([
      { to: 'ana@example.com', subject: 'S', text: '{"a":1}', topic: 'topic' },
    ]);
    expect(bodies(sandbox, 'wrapped')).toMatchObject([
      { Type: 'Notification', Subject: 'S', Message: '{"a":1}', MessageAttributes: { Kind: { Value: 'k' } } },
    ]);
    expect(bodies(sandbox, 'raw')).toEqual([{ a: 1 }]);
    expect(queueNamed(sandbox, 'raw').messages[0]?.attributes).toEqual(MessageAttributes);
  });

  test('may come straight from a rule', async () => {
    const sandbox = await sandboxOf(TOPIC);

    sandbox.ingest(order({ name: 'ana' }));
    await sandbox.whenDrained();

    expect(sandbox.journal.mails).toMatchObject([{ subject: 'AWS Notification Message', text: '"hello ana"' }]);
    expect(toldBy(sandbox)).toEqual([]);
  });

  test.each([
    ['a subject of 101 characters', { Subject: 'x'.repeat(101), Message: 'm' }, 'Invalid parameter: Subject'],
    ['a subject that is not ASCII', { Subject: 'Grün', Message: 'm' }, 'Invalid parameter: Subject'],
    ['a subject of two lines', { Subject: 'a\nb', Message: 'm' }, 'Invalid parameter: Subject'],
    ['a message over 256 KB', { Message: 'x'.repeat(262_145) }, 'Message too long'],
    ['a topic that is not there', { TopicArn: `${TOPIC_ARN}s`, Message: 'm' }, 'Topic does not exist'],
  ])('is refused with %s', async (_, publish, message) => {
    const sandbox = await sandboxOf(TOPIC);

    await expect(client(sandbox).send(new PublishCommand({ TopicArn: TOPIC_ARN, ...publish }))).rejects.toThrow(
      message,
    );
    expect(sandbox.journal.mails).toEqual([]);
  });
});

test('a secret that a function names holds the Slack token; another is not there', async () => {
  const sandbox = await sandboxOf({
    Fixture: fixtureFunction({ Environment: { Variables: { SLACK_TOKEN_SECRET: 'house/slack' } } }),
  });
  const secrets = new SecretsManagerClient({ ...sandbox.connectionFor('111122223333'), region: 'eu-central-1' });

  const { SecretString, ARN } = await secrets.send(new GetSecretValueCommand({ SecretId: 'house/slack' }));

  expect(SecretString).toMatch(/^xoxb-/);
  expect((await secrets.send(new GetSecretValueCommand({ SecretId: ARN }))).SecretString).toBe(SecretString);
  await expect(secrets.send(new GetSecretValueCommand({ SecretId: 'other' }))).rejects.toThrow('other');
  secrets.destroy();
});

test('what the sandbox does not speak is refused by name, and told', async () => {
  const refused: string[] = [];
  const sandbox = await sandboxOf(
    { Fixture: fixtureFunction() },
    { onRefused: ({ message }) => refused.push(message) },
  );
  const { endpoint, credentials } = sandbox.connectionFor('111122223333');
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20261013/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=0`;

  const answer = await fetch(`${endpoint}/bucket/key`, { headers: { authorization } });

  expect(answer.status).toBe(404);
  expect(refused).toEqual(['The sandbox does not speak s3 (GET /bucket/key).']);
});
