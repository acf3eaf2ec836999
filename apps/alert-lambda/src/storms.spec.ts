import { describe, expect, test } from '@jest/globals';
import { type Alert } from '@trailbell/detections';
import fc from 'fast-check';
import { type FaultAt, faults } from '@trailbell/lambda-kit/testing/faulty-processes';
import { alertOf, eventOf } from './testing/examples.ts';
import { type World, worldWith } from './testing/world.ts';

const PER_MINUTE = 2;
const DETECTION = 'cloudtrail-stopped';

/** Alerts of so many incidents of one minute, told on the route `alert`: by Slack alone. */
function incidents(count: number, fields: Partial<Alert> = {}): readonly Alert[] {
  return Array.from({ length: count }, (_, index) =>
    alertOf({ eventKey: `event-${index + 1}`, subject: `trail-${index + 1}`, severity: 'high', ...fields }),
  );
}

describe('more incidents in a minute than are told one by one', () => {
  test('are one message, drawn as they grow, and one that says when calm returned; each is in the digest', async () => {
    const world = await lifeOf(incidents(6));

    expect(ringing(world)).toEqual([...[`slack ${DETECTION}`, `slack ${DETECTION}`], ...['slack storm', 'slack calm']]);
    expect([...world.storms.values()]).toEqual(['4 over']);
    expect(world.handedToDigest).toEqual([
      ...[`rang ${DETECTION} event-1`, `rang ${DETECTION} event-2`],
      ...[3, 4, 5, 6].map((number) => `alert ${DETECTION} event-${number}`),
    ]);
  });

  test('take those that join them along into the digest, and nobody waits for a root that is never told', async () => {
    const joins = alertOf({ eventKey: 'event-9', subject: 'trail-3', severity: 'high', source: '198.51.100.9' });
    const world = await lifeOf([...incidents(3), joins]);

    expect(ringing(world)).toEqual([`slack ${DETECTION}`, `slack ${DETECTION}`, 'slack storm', 'slack calm']);
    expect(world.handedToDigest.slice(-2)).toEqual([`alert ${DETECTION} event-3`, `alert ${DETECTION} event-9`]);
    expect([...world.storms.values()]).toEqual(['1 over']);
  });

  test('leave a critical one to ring', async () => {
    const critical = alertOf({ eventKey: 'event-9', subject: 'trail-9', severity: 'critical' });
    const world = await lifeOf([...incidents(4), critical]);

    expect(world.told).toContain('email cloudtrail-stopped');
    expect(world.handedToDigest).toContain('rang cloudtrail-stopped event-9');
  });

  test('let one ring that turns critical', async () => {
    const graver = alertOf({ eventKey: 'event-9', subject: 'trail-3', severity: 'critical' });
    const world = await lifeOf([...incidents(3), graver]);

    expect(world.handedToDigest).toContain('rang cloudtrail-stopped event-9');
  });
});

const { calls } = await lifeOf(incidents(4));

describe('a storm and one fault', () => {
  const points = calls.flatMap((call, index) => faults.map((fault) => ({ call, fault, index })));

  test.each(points)('$call $fault: loses nothing, and doubles nothing that was marked', async ({ index, fault }) => {
    expectPromiseKept(await lifeOf(incidents(4), (at) => (at === index ? fault : undefined)));
  });
});

test('loses nothing and doubles nothing that was marked, whatever goes wrong and however often', async () => {
  const anyFaultAt = fc.array(fc.option(fc.constantFrom(...faults), { nil: undefined, freq: 4 }), { maxLength: 60 });

  await fc.assert(
    fc.asyncProperty(anyFaultAt, async (sequence) => {
      const world = await lifeOf(incidents(4), (at) => sequence[at]);
      fc.pre(world.deadLetters.length === 0);
      expectPromiseKept(world);
    }),
    { numRuns: 100 },
  );
});

test('is one storm when its incidents come all at once, in whatever order the steps fall', async () => {
  const alerts = incidents(6);
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const world = worldWith({ alerts, perMinute: PER_MINUTE, schedule: (step) => scheduler.schedule(step) });
      await scheduler.waitFor(Promise.all(alerts.map(({ eventKey }) => world.invoke(eventOf(eventKey)))));
      await scheduler.waitFor(world.drainRetries());

      expect(ringing(world)).toEqual([`slack ${DETECTION}`, `slack ${DETECTION}`, 'slack storm', 'slack calm']);
      expect([...world.storms.values()]).toEqual(['4 over']);
    }),
    { numRuns: 50 },
  );
});

async function lifeOf(alerts: readonly Alert[], faultAt?: FaultAt): Promise<World> {
  const world = worldWith({ alerts, perMinute: PER_MINUTE, ...(faultAt && { faultAt }) });
  for (const { eventKey } of alerts) {
    await world.invoke(eventOf(eventKey));
  }
  await world.drainRetries();
  return world;
}

function ringing({ told }: World): readonly string[] {
  return told.filter((telling) => telling.startsWith('slack'));
}

/** Two incidents told by themselves, two in the storm's message and the digest, the message and the calm told once. */
function expectPromiseKept({ told, inDoubt, handedToDigest, storms }: World): void {
  const times = (all: readonly string[], telling: string) => all.filter((each) => each === telling).length;
  const most = (telling: string, expected: number) => expected + times(inDoubt, telling);

  expect(times(told, `slack ${DETECTION}`)).toBeGreaterThanOrEqual(2);
  expect(times(told, `slack ${DETECTION}`)).toBeLessThanOrEqual(most(`slack ${DETECTION}`, 2));
  expect(new Set(handedToDigest.filter((line) => line.startsWith('alert '))).size).toBe(2);
  expect(new Set(handedToDigest).size).toBe(4);
  for (const telling of ['slack storm', 'slack calm']) {
    expect(times(told, telling)).toBeGreaterThanOrEqual(1);
    expect(times(told, telling)).toBeLessThanOrEqual(most(telling, 1));
  }
  expect([...storms.values()]).toContain('2 over');
}
