import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type FunctionCall } from '../server/call-faults.ts';
import { queueNamed, stopSandboxes } from '../testing/with-sandbox.ts';
import {
  PEN_TESTER,
  addedToGroup,
  keyCreated,
  malformed,
  objectWritten,
  tagged,
  trailNotFound,
  trailStopped,
} from './testing/events.ts';
import { type FaultWorld, accounted, faultWorld, prepareWorlds, removeWorlds } from './testing/fault-world.ts';

// What goes wrong around the lambdas, as they are bundled, through the stacks, as they are synthesised. Each case states what
// comes in and what becomes of it; `accountOf` sees to it that the sum is exact.

beforeAll(prepareWorlds);
afterEach(stopSandboxes);
afterAll(removeWorlds);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** One of everything. */
const ONE_OF_EACH = [
  trailStopped('main'),
  trailStopped('main', { id: 'stop-main-again', by: 'bob', at: '2026-10-13T07:13:00Z' }),
  keyCreated('ana'),
  addedToGroup('eve'),
  objectWritten('report.csv'),
  trailStopped('other', { by: PEN_TESTER }),
  trailNotFound('gone'),
  tagged('tag-1'),
];
const ALL_TOLD = accounted({ eventsIn: 8, rang: 2, joined: 1, digested: 2, suppressed: 1, quiet: 1, unmatched: 1 });

/** Events that ring, each for itself: a minute apart, so that they are no storm. */
function distinct(count: number): readonly EventEnvelope[] {
  return Array.from({ length: count }, (_, index) =>
    keyCreated(`user-${index}`, { at: new Date(Date.parse('2026-10-13T08:00:00Z') + index * MINUTE).toISOString() }),
  );
}

/** Every so many-th call that is asked about. */
function everyNth(nth: number): () => boolean {
  let calls = 0;
  return () => (calls += 1) % nth === 0;
}

function isDynamoDb({ name }: FunctionCall): boolean {
  return name.startsWith('DynamoDB.');
}

/** Does something on the sandbox's clock. */
function after({ sandbox }: FaultWorld, delayMs: number, act: () => void): void {
  sandbox.clock.schedule(delayMs, { what: 'the end of a failure', kind: 'work' }, act);
}

test('nothing goes wrong: each event comes to what it is', async () => {
  const world = await faultWorld();

  world.ingest(...ONE_OF_EACH);

  expect(await world.drained()).toEqual(ALL_TOLD);
});

describe('Slack', () => {
  test('answers 429 with Retry-After to a third of calls: all is told, once', async () => {
    const world = await faultWorld();
    world.sandbox.slack.faults.set('rate-limited', 1 / 3);

    world.ingest(...ONE_OF_EACH, ...distinct(30));

    expect(await world.drained()).toEqual({ ...ALL_TOLD, eventsIn: 38, rang: 32 });
  });

  test.each([
    ['answers 503', 'unavailable', 2 * MINUTE],
    ["is down for longer than Lambda's retries", 'down', HOUR],
    ['has no such channel, until somebody makes it', 'channel-not-found', 6 * HOUR],
  ] as const)('%s: all is told when it is back, once', async (_, fault, outageMs) => {
    const world = await faultWorld();
    world.sandbox.slack.faults.set(fault);
    after(world, outageMs, () => {
      world.sandbox.slack.faults.clear();
    });

    world.ingest(...ONE_OF_EACH);

    expect(await world.drained()).toEqual(ALL_TOLD);
  });

  test('does not know the token any more: all is told when somebody stores a new one, once', async () => {
    const world = await faultWorld();
    const { sandbox } = world;
    world.ingest(keyCreated('before'));
    await world.idle();
    sandbox.slack.setToken('xoxb-rotated');
    after(world, 5 * HOUR, () => {
      sandbox.storeSlackToken('xoxb-rotated');
    });

    world.ingest(...ONE_OF_EACH);

    expect(await world.drained()).toEqual({ ...ALL_TOLD, eventsIn: 9, rang: 3 });
  });

  test('never has the channel: after four days what was for Slack alone lies in a dead-letter queue, once', async () => {
    const world = await faultWorld();
    world.sandbox.slack.faults.set('channel-not-found');

    world.ingest(keyCreated('ana'), trailNotFound('gone'));

    expect(await world.drained()).toEqual(accounted({ eventsIn: 2, quiet: 1, dead: 1 }));
    expect(world.sandbox.journal.deadLetters).toMatchObject([{ queue: 'trailbell-alert-lambda-retry-dead-letters' }]);
  });

  test('does not answer in time: what was not done is told later, once', async () => {
    const world = await faultWorld();
    let left = 3;
    world.sandbox.functionCalls.faultAt = ({ name }) =>
      name === 'slack.chat.postMessage' && left-- > 0 ? 'hangs' : undefined;

    world.ingest(...ONE_OF_EACH);

    expect(await world.drained()).toEqual(ALL_TOLD);
  });

  test('cuts a third of its answers in the middle: nothing is lost, and each answer that was lost doubles one message', async () => {
    const world = await faultWorld();
    const { slack } = world.sandbox;
    let cut = 0;
    slack.events.on('cut', () => (cut += 1));
    slack.faults.set('cut', 1 / 3);

    world.ingest(...distinct(30));

    const account = await world.drained();
    expect(cut).toBeGreaterThan(10);
    expect(account).toEqual(accounted({ eventsIn: 30, rang: 30, doubled: cut }));
  });
});

describe('the table', () => {
  test('throttles a third of calls: all is told, once', async () => {
    const world = await faultWorld();
    const isDue = everyNth(3);
    world.sandbox.functionCalls.faultAt = (call) => (isDynamoDb(call) && isDue() ? 'throttled' : undefined);

    world.ingest(...ONE_OF_EACH, ...distinct(4));

    expect(await world.drained()).toEqual({ ...ALL_TOLD, eventsIn: 12, rang: 6 });
  });

  test('loses a fifth of its answers, so that a write meets itself: all is told, once', async () => {
    const world = await faultWorld();
    const isDue = everyNth(5);
    world.sandbox.functionCalls.faultAt = (call) => (isDynamoDb(call) && isDue() ? 'unanswered' : undefined);

    world.ingest(...ONE_OF_EACH, ...distinct(20));

    expect(await world.drained()).toEqual({ ...ALL_TOLD, eventsIn: 28, rang: 22 });
  });

  test("throttles everything for longer than Lambda's retries: undecided events are dead, what a queue holds is told", async () => {
    const world = await faultWorld();
    world.sandbox.functionCalls.faultAt = (call) => (isDynamoDb(call) ? 'throttled' : undefined);
    after(world, 10 * MINUTE, () => {
      world.sandbox.functionCalls.faultAt = () => undefined;
    });

    world.ingest(...ONE_OF_EACH);

    expect(await world.drained()).toEqual(accounted({ eventsIn: 8, digested: 1, quiet: 1, unmatched: 1, dead: 5 }));
    expect(world.sandbox.journal.deadLetters.map(({ queue }) => queue)).toEqual(
      Array.from({ length: 5 }, () => 'trailbell-alert-lambda-dead-letters'),
    );
  });

  test('is written to by two processes at once: fifty alerts about one subject are one root and 49 that joined', async () => {
    const world = await faultWorld({ mostEnvironments: 3 });

    world.ingest(
      ...Array.from({ length: 50 }, (_, index) => trailStopped('one', { id: `stop-${index}`, by: `user-${index}` })),
    );

    expect(await world.drained()).toEqual(accounted({ eventsIn: 50, rang: 1, joined: 49 }));
  });
});

describe('events', () => {
  test('come three times at once, to three processes: all is told, once', async () => {
    const world = await faultWorld({ mostEnvironments: 3 });

    world.ingest(...ONE_OF_EACH.slice(0, 6).flatMap((event) => [event, event, event]));

    expect(await world.drained()).toEqual(
      accounted({ eventsIn: 18, repeated: 12, rang: 2, joined: 1, digested: 2, suppressed: 1 }),
    );
  });

  test('come in the wrong order, two days late, and again after six hours: all is told, once', async () => {
    const world = await faultWorld();
    const late = trailStopped('late', { at: '2026-10-11T07:12:00Z' });

    world.ingest(...ONE_OF_EACH.toReversed(), late);
    await world.idle();
    world.sandbox.clock.advance(6 * HOUR);
    world.ingest(...ONE_OF_EACH.slice(0, 6), late);

    expect(await world.drained()).toEqual({ ...ALL_TOLD, eventsIn: 16, repeated: 7, rang: 3 });
  });

  test('hold one that nobody can read among a hundred: it rings as such, and takes none with it', async () => {
    const world = await faultWorld();

    world.ingest(...distinct(50), malformed('garbled'), ...distinct(99).slice(50));

    expect(await world.drained()).toEqual(accounted({ eventsIn: 100, rang: 100 }));
    expect(world.sandbox.slack.messages().filter(({ text }) => text.includes('could not be read'))).toHaveLength(1);
  });

  test('hold one of 250 KB: it rings as any other', async () => {
    const world = await faultWorld();
    const padding = 'x'.repeat(250_000);

    world.ingest(
      trailStopped('large', { record: { additionalEventData: { padding } } }),
      objectWritten('large', { record: { additionalEventData: { padding } } }),
    );

    expect(await world.drained()).toEqual(accounted({ eventsIn: 2, rang: 1, digested: 1 }));
  });
});

describe('the digest queue', () => {
  test('holds a message that nobody can read in a batch: it alone ends in the dead-letter queue', async () => {
    const world = await faultWorld();
    const { arn } = queueNamed(world.sandbox, 'trailbell-digest').definition;
    const objects = Array.from({ length: 20 }, (_, index) => objectWritten(`object-${index}`));

    world.ingest(...objects.slice(0, 10));
    world.sandbox.sendToQueue(arn, '{ "kind": "poison"');
    world.ingest(...objects.slice(10));

    expect(await world.drained()).toEqual(accounted({ eventsIn: 20, digested: 20 }));
    expect(world.sandbox.journal.deadLetters).toMatchObject([
      { queue: 'trailbell-digest-dead-letters', body: '{ "kind": "poison"' },
    ]);
  });

  test('is told to close a window twice, at once: the digest is told once', async () => {
    const world = await faultWorld();
    const { arn } = queueNamed(world.sandbox, 'trailbell-digest').definition;
    world.ingest(...Array.from({ length: 20 }, (_, index) => objectWritten(`object-${index}`)));
    await world.idle();
    const scheduledAt = new Date(world.sandbox.clock.now() + MINUTE).toISOString();
    const close = JSON.stringify({ kind: 'close', version: 1, scheduledAt });

    // Two batches, each to a process of its own.
    world.sandbox.clock.advance(30 * SECOND);
    world.sandbox.sendToQueue(arn, close);
    world.sandbox.clock.advance(30 * SECOND);
    world.sandbox.sendToQueue(arn, close);
    world.sandbox.clock.advance(30 * SECOND);

    expect(await world.drained()).toEqual(accounted({ eventsIn: 20, digested: 20 }));
  });
});

describe('a process', () => {
  test('cannot read its secret at its cold start: all is told when it can, once', async () => {
    const world = await faultWorld();
    world.sandbox.functionCalls.faultAt = ({ name }) => (name.startsWith('secretsmanager.') ? 'throttled' : undefined);
    after(world, 5 * MINUTE, () => {
      world.sandbox.functionCalls.faultAt = () => undefined;
    });

    world.ingest(...ONE_OF_EACH);

    expect(await world.drained()).toEqual(ALL_TOLD);
  });

  test('has a clock that is five seconds wrong: all is told, once', async () => {
    const world = await faultWorld({ mostEnvironments: 3, clockSkewsMs: [-5 * SECOND, 0, 5 * SECOND] });

    world.ingest(...ONE_OF_EACH.slice(0, 6).flatMap((event) => [event, event]), ...ONE_OF_EACH.slice(6));

    expect(await world.drained()).toEqual({ ...ALL_TOLD, eventsIn: 14, repeated: 6 });
  });
});
