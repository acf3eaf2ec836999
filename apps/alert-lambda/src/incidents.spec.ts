import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type FaultAt, faults } from '@trailbell/lambda-kit/testing/faulty-processes';
import { alertOf, eventOf } from './testing/examples.ts';
import { type World, worldWith } from './testing/world.ts';

const OPENING = alertOf();
const SAME = alertOf({ eventKey: 'event-2', eventTime: '2026-01-01T09:10:00Z' });
const ELSEWHERE = alertOf({ eventKey: 'event-3', eventTime: '2026-01-01T09:20:00Z', source: '198.51.100.9' });
const MEDIUM = alertOf({ severity: 'medium' });

const ROOT = ['slack cloudtrail-stopped', 'email cloudtrail-stopped'];

describe('alerts of one incident', () => {
  test('ring once; the later ones reply with what is new, and the root shows how many they are', async () => {
    const world = await lifeOf([OPENING, SAME, ELSEWHERE]);

    expect(world.told).toEqual([...ROOT, 'slack reply event-3']);
    expect([...world.roots.values()]).toEqual([3]);
  });

  test('ring again when one is graver: in the thread when it is told where the root is', async () => {
    const world = await lifeOf([alertOf({ severity: 'high' }), alertOf({ eventKey: 'event-2', severity: 'critical' })]);

    expect(world.told).toEqual([...ROOT, 'email cloudtrail-stopped', 'slack reply event-2']);
  });

  test('ring on the higher route when one is graver and told there', async () => {
    const world = await lifeOf([MEDIUM, alertOf({ eventKey: 'event-2', severity: 'critical' })]);

    expect(world.told).toEqual(['slack cloudtrail-stopped', ...ROOT]);
    expect([...world.roots.values()]).toEqual([2]);
  });

  test('wait for the root when it is not told yet, and ring nobody', async () => {
    const world = worldWith({ alerts: [OPENING, ELSEWHERE], faultAt: refuses(1, 'slack.tell') });
    await world.invoke(eventOf('event-1'));
    await world.invoke(eventOf('event-3'));
    const before = [...world.told];
    await world.drainRetries();

    expect(before).toEqual(['email cloudtrail-stopped']);
    expect(world.told).toEqual(['email cloudtrail-stopped', 'slack cloudtrail-stopped', 'slack reply event-3']);
    expect([...world.roots.values()]).toEqual([2]);
  });

  test('are drawn once for all that join within some seconds', async () => {
    const alerts = [OPENING, ...Array.from({ length: 20 }, (_, index) => alertOf({ eventKey: `event-${index + 2}` }))];
    const world = await lifeOf(alerts);

    expect([...world.roots.values()]).toEqual([21]);
    expect(world.calls.filter((call) => call.startsWith('slack.redraw'))).toHaveLength(1);
    expect(world.told).toEqual(ROOT);
  });
});

describe('alerts of an incident whose root is stuck', () => {
  const alerts = [OPENING, SAME, ELSEWHERE];

  test('tell it for ten minutes to nobody, then for the alert that opened it, and reply', async () => {
    const world = worldWith({ alerts, faultAt: refuses(3, 'slack.tell', 'putOff retry') });
    await world.invoke(eventOf('event-1')); // Slack refuses, nothing can be put off: a dead letter

    await world.invoke(eventOf('event-2'));
    await world.invoke(eventOf('event-3'));
    const before = world.told.filter((telling) => telling.startsWith('slack'));
    await world.drainRetries();

    expect(world.deadLetters).toEqual([eventOf('event-1')]);
    expect(before).toEqual([]);
    expect(world.told).toEqual(['email cloudtrail-stopped', 'slack cloudtrail-stopped', 'slack reply event-3']);
    expect([...world.roots.values()]).toEqual([3]);
  });

  test('have one of them as the root when the one that opened it was never decided', async () => {
    const world = worldWith({ alerts, faultAt: refuses(3, 'decide') });
    for (const { eventKey } of alerts) {
      await world.invoke(eventOf(eventKey));
    }
    await world.drainRetries();

    expect(world.deadLetters).toEqual([eventOf('event-1')]);
    expect(world.told.filter((telling) => telling.startsWith('slack'))).toEqual([
      'slack cloudtrail-stopped',
      'slack reply event-3',
    ]);
    expect([...world.roots.values()]).toEqual([3]);
  });
});

const { calls } = await lifeOf([OPENING, ELSEWHERE]);

describe('an incident of two alerts, and one fault', () => {
  const points = calls.flatMap((call, index) => faults.map((fault) => ({ call, fault, index })));

  test.each(points)('$call $fault: loses nothing, and doubles nothing that was marked', async ({ index, fault }) => {
    expectPromiseKept(await lifeOf([OPENING, ELSEWHERE], (at) => (at === index ? fault : undefined)));
  });
});

test('loses nothing and doubles nothing that was marked, whatever goes wrong and however often', async () => {
  const anyFaultAt = fc.array(fc.option(fc.constantFrom(...faults), { nil: undefined, freq: 3 }), { maxLength: 60 });

  await fc.assert(
    fc.asyncProperty(anyFaultAt, async (sequence) => {
      const world = await lifeOf([OPENING, ELSEWHERE], (at) => sequence[at]);
      fc.pre(world.deadLetters.length === 0);
      expectPromiseKept(world);
    }),
    { numRuns: 100 },
  );
});

test('has one root when its alerts come all at once, in whatever order the steps fall', async () => {
  const alerts = [OPENING, SAME, ELSEWHERE, alertOf({ eventKey: 'event-4', source: '192.0.2.1' })];
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const world = worldWith({ alerts, schedule: (step) => scheduler.schedule(step) });
      await scheduler.waitFor(Promise.all(alerts.map(({ eventKey }) => world.invoke(eventOf(eventKey)))));
      await scheduler.waitFor(world.drainRetries());

      expect(world.told.filter((telling) => telling === ROOT[0])).toHaveLength(1);
      expect([...world.roots.values()]).toEqual([4]);
    }),
    { numRuns: 50 },
  );
});

async function lifeOf(alerts: readonly ReturnType<typeof alertOf>[], faultAt?: FaultAt): Promise<World> {
  const world = worldWith({ alerts, ...(faultAt && { faultAt }) });
  for (const { eventKey } of alerts) {
    await world.invoke(eventOf(eventKey));
  }
  await world.drainRetries();
  return world;
}

/** The first calls of each of these names, so many, fail before they have their effect. */
function refuses(times: number, ...names: readonly string[]): FaultAt {
  const refused = new Map(names.map((name) => [name, 0]));
  return (_at, call) => {
    const name = names.find((known) => call.startsWith(known)) ?? '';
    const count = refused.get(name) ?? times;
    refused.set(name, count + 1);
    return count < times ? 'fails before' : undefined;
  };
}

/** Whichever alert opened it: one root by each notifier, a reply by the other, and the root drawn as both. */
function expectPromiseKept({ told, inDoubt, roots }: World): void {
  const replies = told.filter((telling) => telling.startsWith('slack reply'));
  const openings = told.filter((telling) => telling === 'slack cloudtrail-stopped');
  const mails = told.filter((telling) => telling === 'email cloudtrail-stopped');
  const doubts = (telling: string) => inDoubt.filter((each) => each === telling).length;

  expect(new Set(replies).size).toBe(1);
  expect(mails.length).toBeGreaterThan(0);
  expect(openings.length).toBeGreaterThan(0);
  expect(replies.length + openings.length).toBeLessThanOrEqual(2 + doubts('slack cloudtrail-stopped'));
  expect(mails.length).toBeLessThanOrEqual(1 + doubts('email cloudtrail-stopped'));
  expect([...roots.values()].at(-1)).toBe(2);
}
