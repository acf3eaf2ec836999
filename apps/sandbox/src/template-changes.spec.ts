import { afterEach, describe, expect, test } from '@jest/globals';
import { type Sandbox } from './sandbox.ts';
import { type Resources, arn, fixtureFunction, resource, ruleTo } from './testing/small-assembly.ts';
import { onlyFunction, order, queueNamed, sandboxOf, stopSandboxes, toldBy } from './testing/with-sandbox.ts';

afterEach(stopSandboxes);

/** What a replay through these resources comes to. */
async function replay<Seen>(
  resources: Resources,
  act: (sandbox: Sandbox) => void,
  see: (sandbox: Sandbox) => Seen,
): Promise<Seen> {
  const sandbox = await sandboxOf(resources);
  act(sandbox);
  await sandbox.whenDrained();
  return see(sandbox);
}

const invocations = (sandbox: Sandbox) => onlyFunction(sandbox).stats.invocations;
const deadLetters = (sandbox: Sandbox) => queueNamed(sandbox, 'dead').messages.length;
const ingest =
  (...args: Parameters<typeof order>) =>
  (sandbox: Sandbox) => {
    sandbox.ingest(order(...args));
  };

function pipeline({ rule = {}, target = {}, invoke = {}, fn = {} }: Readonly<Record<string, object>> = {}): Resources {
  return {
    Fixture: fixtureFunction(fn as Record<string, unknown>),
    Dead: resource('SQS::Queue', { QueueName: 'dead' }),
    Other: resource('SQS::Queue', { QueueName: 'other' }),
    Rule: ruleTo({ Arn: arn('Fixture'), ...target }, rule as Record<string, unknown>),
    Invoke: resource('Lambda::EventInvokeConfig', {
      FunctionName: { Ref: 'Fixture' },
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination: arn('Dead') } },
      ...invoke,
    }),
  };
}

function consumer({ mapping = {}, queue = {} }: Readonly<Record<string, object>> = {}): Resources {
  return {
    Fixture: fixtureFunction(),
    Work: resource('SQS::Queue', { QueueName: 'work', ...queue }),
    Dead: resource('SQS::Queue', { QueueName: 'dead' }),
    Rule: ruleTo({ Arn: arn('Work') }),
    Mapping: resource('Lambda::EventSourceMapping', {
      EventSourceArn: arn('Work'),
      FunctionName: { Ref: 'Fixture' },
      BatchSize: 100,
      ...mapping,
    }),
  };
}

function logged(selectors: readonly object[], trail: object = {}): Resources {
  return {
    ...pipeline({ rule: { EventPattern: { 'detail-type': ['AWS API Call via CloudTrail'] } } }),
    Trail: resource('CloudTrail::Trail', {
      TrailName: 'trail',
      S3BucketName: 'archive',
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      AdvancedEventSelectors: selectors.map((fields) => ({
        FieldSelectors: Object.entries(fields).map(([Field, Equals]: [string, unknown]) => ({ Field, Equals })),
      })),
      ...trail,
    }),
  };
}

const MANAGEMENT = { eventCategory: ['Management'] };
const OBJECTS = { eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] };

const objectWrite = ingest(
  {
    eventName: 'PutObject',
    eventSource: 's3.amazonaws.com',
    eventCategory: 'Data',
    managementEvent: false,
    readOnly: false,
    resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::exports/a' }],
  },
  { 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.s3' },
);
const readOnlyCall = ingest(
  { eventName: 'GetPasswordData', eventSource: 'ec2.amazonaws.com', eventCategory: 'Management', readOnly: true },
  { 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.ec2' },
);

describe('a replay changes with', () => {
  test('the pattern of a rule', async () => {
    const pattern = (name: string) => pipeline({ rule: { EventPattern: { detail: { name: [name] } } } });
    const ana = ingest({ do: 'tell', name: 'ana' });

    expect(await replay(pattern('ana'), ana, invocations)).toBe(1);
    expect(await replay(pattern('bo'), ana, invocations)).toBe(0);
  });

  test('the target of a rule', async () => {
    const toQueue = pipeline({ target: { Arn: arn('Other') } });
    const otherQueue = (sandbox: Sandbox) => queueNamed(sandbox, 'other').messages.length;

    expect(await replay(pipeline(), ingest({ do: 'tell' }), invocations)).toBe(1);
    expect(await replay(toQueue, ingest({ do: 'tell' }), invocations)).toBe(0);
    expect(await replay(toQueue, ingest({ do: 'tell' }), otherQueue)).toBe(1);
  });

  test('the input a target is sent', async () => {
    const template = pipeline({
      target: { InputTransformer: { InputPathsMap: { n: '$.detail.name' }, InputTemplate: '{"do":"tell","who":<n>}' } },
    });

    expect(await replay(template, ingest({ do: 'fail', name: 'ana' }), toldBy)).toEqual([
      { act: 'tell', who: 'ana', batch: 1 },
    ]);
  });

  test('the event selectors of the trail', async () => {
    const heldBack = ({ journal }: Sandbox) => journal.heldBack;

    expect(await replay(logged([MANAGEMENT, OBJECTS]), objectWrite, invocations)).toBe(1);
    expect(await replay(logged([MANAGEMENT]), objectWrite, invocations)).toBe(0);
    expect(await replay(logged([MANAGEMENT]), objectWrite, heldBack)).toEqual([
      { reason: 'no selector of the trail takes Data events of AWS::S3::Object', count: 1 },
    ]);
  });

  test('whether the trail logs at all', async () => {
    expect(await replay(logged([OBJECTS], { IsLogging: true }), objectWrite, invocations)).toBe(1);
    expect(await replay(logged([OBJECTS], { IsLogging: false }), objectWrite, invocations)).toBe(0);
  });

  test('the filter of an event source', async () => {
    const filtered = (name: string) =>
      consumer({
        mapping: { FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ body: { detail: { name: [name] } } }) }] } },
      });
    const ana = ingest({ do: 'tell', name: 'ana' });

    expect(await replay(filtered('ana'), ana, invocations)).toBe(1);
    expect(await replay(filtered('bo'), ana, invocations)).toBe(0);
  });

  test('the batch window', async () => {
    const three = (sandbox: Sandbox) => {
      for (const index of [1, 2, 3]) {
        sandbox.ingest(order({ do: 'tell', index }));
      }
    };
    const batches = (sandbox: Sandbox) => toldBy(sandbox).map(({ batch }) => batch);

    expect(await replay(consumer({ mapping: { MaximumBatchingWindowInSeconds: 10 } }), three, batches)).toEqual([
      3, 3, 3,
    ]);
    expect(await replay(consumer({ mapping: { MaximumBatchingWindowInSeconds: 0 } }), three, batches)).toContain(1);
  });

  test('the timeout of a function', async () => {
    const hangs = (Timeout: number) => pipeline({ fn: { Timeout }, invoke: { MaximumRetryAttempts: 0 } });
    const reason = ({ journal }: Sandbox) => journal.deadLetters.map((letter) => letter.reason);

    expect(await replay(hangs(1), ingest({ do: 'hang' }), reason)).toEqual([
      'Invoked 1 times in vain (RetriesExhausted): Task timed out after 1.00 seconds',
    ]);
    expect(await replay(hangs(2), ingest({ do: 'hang' }), reason)).toEqual([
      'Invoked 1 times in vain (RetriesExhausted): Task timed out after 2.00 seconds',
    ]);
  });

  test('the retries of a function', async () => {
    const retried = (MaximumRetryAttempts: number) => pipeline({ invoke: { MaximumRetryAttempts } });

    expect(await replay(retried(0), ingest({ do: 'fail' }), invocations)).toBe(1);
    expect(await replay(retried(2), ingest({ do: 'fail' }), invocations)).toBe(3);
  });

  test('the longest age of an event', async () => {
    const aged = (MaximumEventAgeInSeconds: number) => pipeline({ invoke: { MaximumEventAgeInSeconds } });

    expect(await replay(aged(60 * 60), ingest({ do: 'fail' }), invocations)).toBe(3);
    expect(await replay(aged(90), ingest({ do: 'fail' }), invocations)).toBe(2);
  });

  test('the dead-letter queue of a target', async () => {
    const undeliverable = (target: object) =>
      pipeline({ target: { Arn: 'arn:aws:lambda:eu-central-1:111122223333:function:absent', ...target } });

    const withQueue = undeliverable({ DeadLetterConfig: { Arn: arn('Dead') } });

    expect(await replay(withQueue, ingest({ do: 'tell' }), deadLetters)).toBe(1);
    expect(await replay(undeliverable({}), ingest({ do: 'tell' }), deadLetters)).toBe(0);
  });

  test('the dead-letter queue of a queue, and its number of receives', async () => {
    const redriven = (maxReceiveCount: number) =>
      consumer({ queue: { RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount } } });

    expect(await replay(redriven(1), ingest({ do: 'fail' }), invocations)).toBe(1);
    expect(await replay(redriven(4), ingest({ do: 'fail' }), invocations)).toBe(4);
    expect(await replay(redriven(4), ingest({ do: 'fail' }), deadLetters)).toBe(1);
  });

  test('the environment of a function', async () => {
    const greeting = (text: string) => pipeline({ fn: { Environment: { Variables: { GREETING: text } } } });
    const seen = (sandbox: Sandbox) =>
      toldBy(sandbox).flatMap((line) => (line.environment as Record<string, string> | undefined)?.GREETING ?? []);

    expect(await replay(greeting('hello'), ingest({ do: 'report-environment' }), seen)).toEqual(['hello']);
    expect(await replay(greeting('goodbye'), ingest({ do: 'report-environment' }), seen)).toEqual(['goodbye']);
  });

  test('the state of a rule', async () => {
    const inState = (State: string) =>
      pipeline({ rule: { State, EventPattern: { 'detail-type': ['AWS API Call via CloudTrail'] } } });
    const heldBack = ({ journal }: Sandbox) => journal.heldBack;

    expect(await replay(inState('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'), readOnlyCall, invocations)).toBe(1);
    expect(await replay(inState('ENABLED'), readOnlyCall, invocations)).toBe(0);
    expect(await replay(inState('ENABLED'), readOnlyCall, heldBack)).toEqual([
      { reason: 'a read-only management call, and the rule does not ask for those', count: 1 },
    ]);
    expect(await replay(inState('DISABLED'), readOnlyCall, heldBack)).toEqual([
      { reason: 'the rule is disabled', count: 1 },
    ]);
  });

  test('the TTL of a table', async () => {
    const table = (ttl: object): Resources => ({
      Table: resource('DynamoDB::Table', {
        TableName: 'things',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        ...ttl,
      }),
    });

    expect(
      await itemsAfterADay(table({ TimeToLiveSpecification: { AttributeName: 'endsAt', Enabled: true } })),
    ).toEqual(['later']);
    expect(
      await itemsAfterADay(table({ TimeToLiveSpecification: { AttributeName: 'endsAt', Enabled: false } })),
    ).toHaveLength(2);
    expect(
      await itemsAfterADay(table({ TimeToLiveSpecification: { AttributeName: 'other', Enabled: true } })),
    ).toHaveLength(2);
  });
});

async function itemsAfterADay(resources: Resources): Promise<readonly (string | undefined)[]> {
  const sandbox = await sandboxOf(resources);
  const [table] = sandbox.tables;
  const nowSeconds = Math.floor(sandbox.clock.now() / 1000);
  for (const [pk, endsAt] of [
    ['soon', nowSeconds + 3600],
    ['later', nowSeconds + 1_000_000],
  ] as const) {
    await table!.put({ pk: { S: pk }, endsAt: { N: String(endsAt) } });
  }

  sandbox.clock.advance(86_400_000);
  await sandbox.whenDrained();

  const items: (string | undefined)[] = [];
  for await (const item of table!.items()) {
    items.push(item.pk?.S);
  }
  return items;
}
