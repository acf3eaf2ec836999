import { expect, test } from '@jest/globals';
import { ActivityMonitor, type ActivityPhase } from './activity.ts';
import { SandboxClock } from './sandbox-clock.ts';

function monitored({ ready = (): boolean => false } = {}) {
  const clock = new SandboxClock(() => 0);
  const phases: ActivityPhase[] = [];
  const activity = new ActivityMonitor({ clock, hasReadyWork: ready, onPhase: (phase) => phases.push(phase) });
  return { clock, activity, phases };
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await new Promise(setImmediate);
  }
}

test('is drained when the last thing in flight has ended', async () => {
  const { activity, phases } = monitored();
  const [first, second] = [activity.begin(), activity.begin()];
  let drained = false;
  void activity.whenDrained().then(() => {
    drained = true;
  });

  first();
  first();
  await turns(5);
  expect(drained).toBe(false);
  second();
  await turns(5);

  expect(drained).toBe(true);
  expect(phases).toEqual(['working', 'drained']);
});

test('is not drained while a retry waits, at the real pace', async () => {
  const { activity, clock, phases } = monitored();
  clock.schedule(60_000, { what: 'retry', kind: 'work' }, () => undefined);

  await activity.during(() => Promise.resolve());
  await turns(5);
  expect(phases).toEqual(['working', 'waiting']);

  clock.advance(60_000);
  await turns(5);
  expect(phases).toEqual(['working', 'waiting', 'drained']);
});

test('leaps over waits while nothing is in flight, and not before', async () => {
  const { activity, clock } = monitored();
  activity.pace = 'leap';
  const end = activity.begin();
  const retried: number[] = [];
  clock.schedule(60_000, { what: 'retry', kind: 'work' }, () => retried.push(clock.now()));

  await turns(5);
  expect(retried).toEqual([]);
  end();
  await activity.whenDrained();

  expect(retried).toEqual([60_000]);
});

test('is not drained while work lies ready that nobody has taken', async () => {
  let ready = true;
  const { activity, phases } = monitored({ ready: () => ready });

  await activity.during(() => Promise.resolve());
  await turns(5);
  expect(phases).toEqual(['working']);

  ready = false;
  await activity.whenDrained();
  expect(phases).toEqual(['working', 'drained']);
});
