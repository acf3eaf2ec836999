import { afterEach, describe, expect, test } from '@jest/globals';
import { arn, fixtureFunction, resource, ruleTo } from '../testing/small-assembly.ts';
import { onlyFunction, order, queueNamed, sandboxOf, stopSandboxes, toldBy } from '../testing/with-sandbox.ts';

afterEach(stopSandboxes);

const QUEUE = resource('SQS::Queue', { QueueName: 'given-up' });

function invokedByRule(functionProperties: object = {}) {
  return {
    Fixture: fixtureFunction({ ...functionProperties }),
    Rule: ruleTo({ Arn: arn('Fixture') }),
    GivenUp: QUEUE,
    Invoke: resource('Lambda::EventInvokeConfig', {
      FunctionName: { Ref: 'Fixture' },
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: arn('GivenUp') } },
    }),
  };
}

describe('a function that is invoked with an event', () => {
  test('succeeds, and the sandbox is drained', async () => {
    const sandbox = await sandboxOf(invokedByRule());

    sandbox.ingest(order({ do: 'tell', what: 'hello' }));
    await sandbox.whenDrained();

    expect(toldBy(sandbox)).toEqual([{ act: 'tell', what: 'hello', batch: 1 }]);
    expect(onlyFunction(sandbox).stats).toMatchObject({ invocations: 1, errors: 0 });
  });

  test('is tried again after one minute and after two more, then its record goes to the destination', async () => {
    const sandbox = await sandboxOf(invokedByRule());
    const startedAt = sandbox.clock.now();

    sandbox.ingest(order({ do: 'fail' }));
    await sandbox.whenDrained();

    const [letter] = queueNamed(sandbox, 'given-up').messages;
    const record = JSON.parse(letter!.body) as Record<string, Record<string, unknown>>;
    expect(record.requestContext).toMatchObject({ condition: 'RetriesExhausted', approximateInvokeCount: 3 });
    expect(record.requestPayload).toMatchObject({ detail: { do: 'fail' } });
    expect(record.responsePayload).toMatchObject({ errorType: 'RangeError', errorMessage: 'told to fail' });
    expect(letter!.sentAt - startedAt).toBeGreaterThanOrEqual(180_000);
    expect(sandbox.journal.balance.fates['dead-lettered']).toBe(1);
  });

  test('sees the time that was leapt over', async () => {
    const sandbox = await sandboxOf(invokedByRule());
    sandbox.ingest(order({ do: 'report-time' }));
    await sandbox.whenDrained();

    sandbox.clock.advance(86_400_000);
    sandbox.ingest(order({ do: 'report-time' }));
    await sandbox.whenDrained();

    const [before, after] = toldBy(sandbox).filter((line) => 'now' in line);
    expect(Number(after?.now) - Number(before?.now)).toBeGreaterThanOrEqual(86_400_000);
    expect(after?.bootedAt).toBe(before?.bootedAt);
  });

  test('is killed when its timeout is over, and boots anew for the next event', async () => {
    const sandbox = await sandboxOf(invokedByRule({ Timeout: 1 }));

    sandbox.ingest(order({ do: 'hang' }));
    await sandbox.whenDrained();
    sandbox.ingest(order({ do: 'tell' }));
    await sandbox.whenDrained();

    const { responsePayload } = JSON.parse(queueNamed(sandbox, 'given-up').messages[0]!.body) as Record<
      string,
      unknown
    >;
    expect(responsePayload).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: 'Task timed out after 1.00 seconds',
    });
    expect(onlyFunction(sandbox).stats).toMatchObject({ invocations: 4, errors: 3, timeouts: 3, coldStarts: 4 });
  });

  test('fails when its process exits', async () => {
    const sandbox = await sandboxOf(invokedByRule());

    sandbox.ingest(order({ do: 'exit' }));
    await sandbox.whenDrained();

    const { responsePayload } = JSON.parse(queueNamed(sandbox, 'given-up').messages[0]!.body) as Record<
      string,
      unknown
    >;
    expect(responsePayload).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: 'Runtime exited with error: exit status 3',
    });
  });

  test('fails when it cannot even boot', async () => {
    const sandbox = await sandboxOf(invokedByRule({ Handler: 'index.absent' }));

    sandbox.ingest(order({ do: 'tell' }));
    await sandbox.whenDrained();

    const { responsePayload } = JSON.parse(queueNamed(sandbox, 'given-up').messages[0]!.body) as Record<
      string,
      unknown
    >;
    expect(responsePayload).toMatchObject({ errorType: 'Runtime.HandlerNotFound' });
    expect(onlyFunction(sandbox).stats).toMatchObject({ invocations: 3, errors: 3 });
  });

  test('waits its turn when all processes are busy, and none is lost', async () => {
    const sandbox = await sandboxOf(invokedByRule(), { mostEnvironments: 2 });

    for (let index = 0; index < 100; index += 1) {
      sandbox.ingest(order({ do: 'tell', index }));
    }
    await sandbox.whenDrained();

    expect(
      toldBy(sandbox)
        .map(({ index }) => index)
        .sort((a, b) => Number(a) - Number(b)),
    ).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect(onlyFunction(sandbox).stats.coldStarts).toBeLessThanOrEqual(2);
  });
});

describe('the environment of a function', () => {
  test('holds what the template sets and what Lambda sets, and nothing of this machine', async () => {
    process.env.TRAILBELL_MUST_NOT_LEAK = 'x';
    const sandbox = await sandboxOf(invokedByRule({ Environment: { Variables: { GREETING: 'hello' } } }));

    sandbox.ingest(order({ do: 'report-environment' }));
    await sandbox.whenDrained();

    const environment = toldBy(sandbox).find((line) => 'environment' in line)?.environment as Record<string, string>;
    expect(environment).toMatchObject({
      GREETING: 'hello',
      AWS_REGION: 'eu-central-1',
      AWS_LAMBDA_FUNCTION_NAME: 'fixture',
      AWS_ENDPOINT_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      SLACK_API_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/of\/fixture\/api\/$/),
    });
    expect(Object.keys(environment)).not.toContain('TRAILBELL_MUST_NOT_LEAK');
    expect(Object.keys(environment)).not.toContain('PATH');
  });

  test('names queues by their address on the loopback, not by the cloud\u2019s', async () => {
    const sandbox = await sandboxOf({
      ...invokedByRule({
        Environment: {
          Variables: {
            BY_REFERENCE: { Ref: 'GivenUp' },
            BY_NAME: {
              'Fn::Join': ['', ['https://sqs.eu-central-1.', { Ref: 'AWS::URLSuffix' }, '/111122223333/given-up']],
            },
          },
        },
      }),
    });

    sandbox.ingest(order({ do: 'report-environment' }));
    await sandbox.whenDrained();

    const environment = toldBy(sandbox).find((line) => 'environment' in line)?.environment as Record<string, string>;
    const address = queueNamed(sandbox, 'given-up').definition.url;
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    expect(environment).toMatchObject({ BY_REFERENCE: address, BY_NAME: address });
  });
});

test.each(['fetch', 'name', 'socket', 'http'])(
  'a function that tries to leave the loopback by %s is refused',
  async (how) => {
    const sandbox = await sandboxOf(invokedByRule());

    sandbox.ingest(order({ do: 'ask-outside', how }));
    await sandbox.whenDrained();

    expect(toldBy(sandbox)).toContainEqual({ how, refused: 'ERR_LEFT_LOOPBACK' });
  },
);

test('a function may not start a process, which the guard could not see', async () => {
  const sandbox = await sandboxOf(invokedByRule());

  sandbox.ingest(order({ do: 'ask-outside', how: 'process' }));
  await sandbox.whenDrained();

  expect(toldBy(sandbox)).toContainEqual({ how: 'process', refused: 'ERR_ACCESS_DENIED' });
});

test('no process of a function outlives the sandbox', async () => {
  const sandbox = await sandboxOf(invokedByRule());
  sandbox.ingest(order({ do: 'hang' }));
  while (toldBy(sandbox).length === 0) {
    await new Promise(setImmediate);
  }
  const [pid] = onlyFunction(sandbox).processIds;

  await sandbox.stop();

  expect(pid).toEqual(expect.any(Number));
  expect(() => process.kill(pid!, 0)).toThrow('ESRCH');
});
