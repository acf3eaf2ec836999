import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type WindowDigest } from '@trailbell/alerting';
import { dynamoAlertStore, dynamoDigestStore } from '@trailbell/alert-store';
import { memoryStores } from '@trailbell/alert-store/memory';
import { type LocalTable, TABLE, startLocalTable } from '@trailbell/alert-store/testing/local-table';
import { type Fault, type FaultAt, faults } from '@trailbell/lambda-kit/testing/faulty-processes';
import fc from 'fast-check';
import { digestWorld } from './testing/digest-world.ts';
import {
  alertMessage,
  alertOf,
  closeMessage,
  eventMessage,
  eventOf,
  rangMessage,
  suppressedMessage,
} from './testing/examples.ts';

// DESIGN §1: nothing lost, nothing twice. Lines of every kind, windows that close, and faults at every call.

const LINES = [
  alertMessage('m-1', alertOf('event-1')),
  alertMessage('m-2', alertOf('event-2')),
  eventMessage('m-3', eventOf('event-3')),
  suppressedMessage('m-4', alertOf('event-4')),
  suppressedMessage('m-5', alertOf('event-5')),
  rangMessage('m-6', alertOf('event-6', { severity: 'high' })),
];
const CLOSINGS = [
  closeMessage('c-1', '2026-01-01T10:00:00Z'),
  closeMessage('c-2', '2026-01-01T11:00:00Z'),
  closeMessage('c-3', '2026-01-01T12:00:00Z'),
];
const LAST = closeMessage('c-last', '2026-01-02T10:00:00Z');
const MESSAGES = [...LINES, ...CLOSINGS];

/** Some of the messages, by their places; each is a batch, and all of a step run at once. */
type Step = readonly (readonly number[])[];
type World = ReturnType<typeof digestWorld>;

const IN_ORDER: readonly Step[] = [[[0, 1, 2]], [[6]], [[3, 4, 5]], [[7]], [[8]]];

/** Takes the steps, whose faults may go anywhere; then the queue shows what is left on it until it is empty, and a last window closes. */
async function live(world: World, steps: readonly Step[]): Promise<World> {
  const left = new Set(MESSAGES);
  const receive = async (...batches: readonly (typeof MESSAGES)[]) => {
    for (const done of await world.deliver(...batches)) {
      left.delete(done);
    }
  };
  for (const step of steps) {
    await receive(...step.map((places) => MESSAGES.filter((_, place) => places.includes(place))));
  }
  while (left.size > 0) {
    await receive([...left]);
  }
  for (let done = false; !done;) {
    done = (await world.deliver([LAST])).has(LAST);
  }
  return world;
}

const inMemory = (faultAt: FaultAt) => digestWorld((now) => memoryStores({ now }), faultAt);

/** Every line in exactly one digest; the same digest the same whenever it was told; told again only out of doubt. */
function expectExactlyOnce({ posts, inDoubt }: World): void {
  const digests = [...new Map(posts.map((digest) => [digest.id, digest])).values()];
  expect(posts).toEqual(posts.map(({ id }) => digests.find((digest) => digest.id === id)));

  expect(digests.flatMap(toldIn).sort()).toEqual(['event-1', 'event-2', 'event-3']);
  expect(digests.flatMap(({ suppressed }) => suppressed).reduce((total, { count }) => total + count, 0)).toBe(2);
  expect(digests.reduce((total, { rang }) => total + rang.total, 0)).toBe(1);

  for (const { id } of digests) {
    const told = posts.filter((post) => post.id === id).length;
    expect(told).toBeLessThanOrEqual(inDoubt.filter((doubted) => doubted === id).length + 1);
  }
}

function toldIn({ lesser }: WindowDigest): readonly string[] {
  return lesser.lines.map(({ alert }) => alert.eventKey);
}

const inOrder = await live(
  inMemory(() => undefined),
  IN_ORDER,
);
const points = inOrder.calls.flatMap((call, index) => faults.map((fault) => ({ call, fault, index })));

test('in order, each window tells what came in it', () => {
  expectExactlyOnce(inOrder);
  expect(inOrder.posts.map(({ id, lesser, suppressed, rang }) => [id, lesser.total, suppressed[0]?.count, rang.total]))
    .toMatchInlineSnapshot(`
   [
     [
       "2026-01-01T10:00:00.000Z",
       3,
       undefined,
       0,
     ],
     [
       "2026-01-01T11:00:00.000Z",
       0,
       2,
       1,
     ],
     [
       "2026-01-01T12:00:00.000Z",
       0,
       undefined,
       0,
     ],
     [
       "2026-01-02T10:00:00.000Z",
       0,
       undefined,
       0,
     ],
   ]
  `);
  expect(inOrder.inDoubt).toEqual([]);
});

describe('one fault', () => {
  test.each(points)('$index $call $fault: each line is told once', async ({ fault, index }) => {
    expectExactlyOnce(
      await live(
        inMemory((at) => (at === index ? fault : undefined)),
        IN_ORDER,
      ),
    );
  });

  test('makes a second telling only between the post and the write that follows it', async () => {
    const doubled = new Set<string>();
    for (const { call, fault, index } of points) {
      const { posts } = await live(
        inMemory((at) => (at === index ? fault : undefined)),
        IN_ORDER,
      );
      if (posts.length > inOrder.posts.length) {
        doubled.add(`${call} ${fault}`);
      }
    }
    expect([...doubled].sort()).toEqual([
      'save dies before',
      'slack.tellDigest dies after',
      'slack.tellDigest fails after',
    ]);
  });
});

const anyPlaces = fc.uniqueArray(fc.nat({ max: MESSAGES.length - 1 }), { maxLength: 6 });
const anySteps = fc.array(fc.array(anyPlaces, { minLength: 1, maxLength: 3 }), { maxLength: 8 });
const anyFaults = fc.array(fc.option(fc.constantFrom<Fault>(...faults), { nil: undefined, freq: 4 }), {
  maxLength: 60,
});

test('in any order, with any message any number of times, closings at once and any faults: each line is told once', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, anyFaults, async (steps, sequence) => {
      expectExactlyOnce(
        await live(
          inMemory((at) => sequence[at]),
          steps,
        ),
      );
    }),
    { numRuns: 400 },
  );
});

describe('over the table', () => {
  let local: LocalTable;
  beforeAll(async () => {
    local = await startLocalTable();
  });
  afterAll(() => local.stop());

  test('the same holds', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, anyFaults, async (steps, sequence) => {
        await local.clear();
        const world = digestWorld(
          (now) => {
            const table = { client: local.client, table: TABLE, now };
            return { alerts: dynamoAlertStore(table), digest: dynamoDigestStore(table) };
          },
          (at) => sequence[at],
        );
        expectExactlyOnce(await live(world, steps));
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });
});
