import { describe, expect, test } from '@jest/globals';
import { type Candidate } from '@trailbell/detections';
import fc from 'fast-check';
import { type Fault, type FaultAt, faults } from '@trailbell/lambda-kit/testing/faulty-processes';
import { alertOf, eventOf } from './testing/examples.ts';
import { type World, worldWith } from './testing/world.ts';

// DESIGN §1: nothing lost, nothing twice. One event, an alert for Slack and e-mail, one for the digest, one that takes counting,
// and every fault at every call that a run makes. Runs differ in what goes wrong first, so that the retry path is tried as well.

const EVENT = eventOf('event-1');
const PAGED = alertOf();
const DIGESTED = alertOf({ detectionId: 'iam-access-key-created', severity: 'low' });
const TELLINGS = ['slack cloudtrail-stopped', 'email cloudtrail-stopped', 'slack secrets-bulk-read'];
const PUT_ON_BUS = ['hub-bus cloudtrail-stopped', 'hub-bus iam-access-key-created', 'hub-bus secrets-bulk-read'];

/** The event that completes a burst: it is counted, and then told as any other. */
const COUNTED: Candidate = {
  alert: alertOf({ detectionId: 'secrets-bulk-read', severity: 'medium' }),
  demand: {
    ...{ kind: 'threshold', key: ['ana'], values: [], atLeast: 1, windowMs: 60_000 },
    ...{ begins: 'ana read', counted: 'secrets', listing: ':' },
  },
};

const runs = [
  { name: 'everything in order', first: () => undefined },
  { name: 'Slack refuses at first', first: await faultOf('slack.tell cloudtrail-stopped', 'fails before') },
  {
    name: 'the digest queue refuses at first',
    first: await faultOf('digest.send iam-access-key-created', 'fails before'),
  },
  { name: 'the hub bus refuses at first', first: await faultOf('hub-bus.tell cloudtrail-stopped', 'fails before') },
  {
    name: 'a process dies before it tells Slack',
    first: await faultOf('slack.tell cloudtrail-stopped', 'dies before'),
  },
] satisfies { name: string; first: FaultAt }[];

describe.each(runs)('$name', ({ first }) => {
  test('tells each once', async () => {
    const world = await lifeOf(first);

    expect(world.told.toSorted()).toEqual(TELLINGS.toSorted());
    expect(world.inDoubt.filter((telling) => !PUT_ON_BUS.includes(telling))).toEqual([]);
    expectDoubledOnlyInDoubt(world);
    expectNothingLost(world);
  });
});

describe.each(
  await Promise.all(runs.map(async ({ name, first }) => ({ name, first, calls: (await lifeOf(first)).calls }))),
)('$name, and then one fault more', ({ first, calls }) => {
  const points = calls.flatMap((call, index) => faults.map((fault) => ({ call, fault, index })));

  test.each(points)('$call $fault: loses nothing, and doubles nothing that was marked', async ({ index, fault }) => {
    const world = await lifeOf((at, name) => (at === index ? fault : first(at, name)));

    expectNothingLost(world);
    expectDoubledOnlyInDoubt(world);
  });
});

test('loses nothing and doubles nothing that was marked, whatever goes wrong and however often', async () => {
  const anyFaultAt = fc.array(fc.option(fc.constantFrom(...faults), { nil: undefined, freq: 2 }), { maxLength: 40 });

  await fc.assert(
    fc.asyncProperty(anyFaultAt, async (sequence) => {
      const world = await lifeOf((at) => sequence[at]);

      if (world.deadLetters.length === 0) {
        expectNothingLost(world);
      } else {
        expect(world.deadLetters).toEqual([EVENT]);
      }
      expectDoubledOnlyInDoubt(world);
    }),
    { numRuns: 300 },
  );
});

test('tells once when the same event is delivered many times at once, in whatever order the steps fall', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 6 }), async (scheduler, deliveries) => {
      const world = worldWith({
        alerts: [PAGED, DIGESTED],
        candidates: [COUNTED],
        schedule: (step) => scheduler.schedule(step),
      });

      const invocations = Promise.all(Array.from({ length: deliveries }, () => world.invoke(EVENT)));
      await scheduler.waitFor(invocations);
      await scheduler.waitFor(world.drainRetries());

      expect(world.told.toSorted()).toEqual(TELLINGS.toSorted());
      expect(world.onBus.toSorted()).toEqual(PUT_ON_BUS);
      expect(world.deadLetters).toEqual([]);
      expectNothingLost(world);
    }),
    { numRuns: 100 },
  );
});

async function lifeOf(faultAt: FaultAt): Promise<World> {
  const world = worldWith({ alerts: [PAGED, DIGESTED], candidates: [COUNTED], faultAt });
  await world.invoke(EVENT);
  await world.drainRetries();
  return world;
}

/** The fault at the first call of this name in a run without faults. */
async function faultOf(call: string, fault: Fault): Promise<FaultAt> {
  const index = (await lifeOf(() => undefined)).calls.indexOf(call);
  if (index < 0) {
    throw new Error(`a run without faults makes no call "${call}"`);
  }
  return (at) => (at === index ? fault : undefined);
}

function expectNothingLost(world: World): void {
  expect([...new Set(world.told)].sort()).toEqual(TELLINGS.toSorted());
  expect([...new Set(world.onBus)].sort()).toEqual(PUT_ON_BUS);
  expect(new Set(world.handedToDigest)).toEqual(
    new Set([
      'alert iam-access-key-created event-1',
      'rang cloudtrail-stopped event-1',
      'rang secrets-bulk-read event-1',
    ]),
  );
}

function expectDoubledOnlyInDoubt({ told, onBus, inDoubt }: World): void {
  for (const telling of [...TELLINGS, ...PUT_ON_BUS]) {
    const times = (all: readonly string[]) => all.filter((each) => each === telling).length;
    expect(times([...told, ...onBus])).toBeLessThanOrEqual(Math.max(times(inDoubt) + 1, 1));
  }
}
