import { afterEach, expect, test } from '@jest/globals';
import { arn, fixtureFunction, resource } from '../testing/small-assembly.ts';
import { onlyFunction, queueNamed, sandboxOf, stopSandboxes, toldBy } from '../testing/with-sandbox.ts';
import { type Sandbox } from '../sandbox.ts';

afterEach(stopSandboxes);

function consumer(mapping: object = {}, queue: object = {}) {
  return {
    Fixture: fixtureFunction(),
    Work: resource('SQS::Queue', {
      QueueName: 'work',
      VisibilityTimeout: 120,
      RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 3 },
      ...queue,
    }),
    Dead: resource('SQS::Queue', { QueueName: 'dead' }),
    Mapping: resource('Lambda::EventSourceMapping', {
      EventSourceArn: arn('Work'),
      FunctionName: { Ref: 'Fixture' },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...mapping,
    }),
  };
}

function send(sandbox: Sandbox, ...orders: object[]): void {
  for (const order of orders) {
    queueNamed(sandbox, 'work').send({ body: JSON.stringify(order) });
  }
}

function tells(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ do: 'tell', index }));
}

test('messages of one window come as one batch, when the window ends', async () => {
  const sandbox = await sandboxOf(consumer({ BatchSize: 100, MaximumBatchingWindowInSeconds: 30 }));
  const startedAt = sandbox.clock.now();

  send(sandbox, ...tells(7));
  await sandbox.whenDrained();

  expect(onlyFunction(sandbox).stats.invocations).toBe(1);
  expect(toldBy(sandbox).map(({ batch }) => batch)).toEqual([7, 7, 7, 7, 7, 7, 7]);
  expect(sandbox.clock.now() - startedAt).toBeGreaterThanOrEqual(30_000);
  expect(queueNamed(sandbox, 'work').counts).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test('a full batch does not wait for the end of its window', async () => {
  const sandbox = await sandboxOf(consumer({ BatchSize: 5, MaximumBatchingWindowInSeconds: 300 }), { pace: 'real' });

  send(sandbox, ...tells(10));
  await sandbox.whenDrained();

  expect(toldBy(sandbox).map(({ batch }) => batch)).toEqual(Array.from({ length: 10 }, () => 5));
});

test('without a window a message is handed over at once', async () => {
  const sandbox = await sandboxOf(consumer(), { pace: 'real' });

  send(sandbox, ...tells(1));
  await sandbox.whenDrained();

  expect(toldBy(sandbox)).toEqual([{ act: 'tell', index: 0, batch: 1 }]);
});

test('one failed message of a batch comes back alone, and ends as a dead letter after its last receive', async () => {
  const sandbox = await sandboxOf(consumer({ BatchSize: 10, MaximumBatchingWindowInSeconds: 5 }));

  send(sandbox, ...tells(3), { do: 'fail-item', poison: true });
  await sandbox.whenDrained();

  expect(toldBy(sandbox).map(({ act, batch }) => [act, batch])).toEqual([
    ['tell', 4],
    ['tell', 4],
    ['tell', 4],
    ['fail-item', 4],
    ['fail-item', 1],
    ['fail-item', 1],
  ]);
  expect(queueNamed(sandbox, 'dead').messages.map(({ body }) => body)).toEqual([
    JSON.stringify({ do: 'fail-item', poison: true }),
  ]);
});

test('a mapping that does not report item failures keeps the reported message off the queue all the same', async () => {
  const sandbox = await sandboxOf(consumer({ FunctionResponseTypes: [] }));

  send(sandbox, { do: 'fail-item' });
  await sandbox.whenDrained();

  expect(onlyFunction(sandbox).stats.invocations).toBe(1);
  expect(queueNamed(sandbox, 'dead').counts.visible).toBe(0);
});

test('a failed invocation brings the whole batch back after the visibility timeout', async () => {
  const sandbox = await sandboxOf(consumer({ MaximumBatchingWindowInSeconds: 1 }));
  const startedAt = sandbox.clock.now();

  send(sandbox, { do: 'tell' }, { do: 'fail' });
  await sandbox.whenDrained();

  expect(onlyFunction(sandbox).stats).toMatchObject({ invocations: 3, errors: 3 });
  expect(queueNamed(sandbox, 'dead').counts.visible).toBe(2);
  expect(sandbox.clock.now() - startedAt).toBeGreaterThanOrEqual(3 * 120_000);
});

test('no more batches run at once than the mapping allows', async () => {
  const sandbox = await sandboxOf(consumer({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } }), {
    mostEnvironments: 8,
  });

  send(sandbox, ...tells(40));
  await sandbox.whenDrained();

  expect(onlyFunction(sandbox).stats).toMatchObject({ invocations: 40, coldStarts: 2 });
});

test('a message that no filter takes is deleted without an invocation', async () => {
  const Pattern = JSON.stringify({ body: { kind: ['wanted'] } });
  const sandbox = await sandboxOf(consumer({ FilterCriteria: { Filters: [{ Pattern }] } }));

  send(sandbox, { do: 'tell', kind: 'wanted' }, { do: 'tell', kind: 'unwanted' });
  await sandbox.whenDrained();

  expect(toldBy(sandbox).map(({ kind }) => kind)).toEqual(['wanted']);
  expect(queueNamed(sandbox, 'work').counts).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test('a disabled mapping takes nothing, and nobody waits for it', async () => {
  const sandbox = await sandboxOf(consumer({ Enabled: false }));

  send(sandbox, ...tells(2));
  await sandbox.whenDrained();

  expect(queueNamed(sandbox, 'work').counts.visible).toBe(2);
});
