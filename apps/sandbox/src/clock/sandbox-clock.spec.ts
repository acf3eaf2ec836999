import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SandboxClock, type WaitKind } from './sandbox-clock.ts';

const NOW = Date.parse('2026-10-13T07:00:00Z');

function stoppedClock(): SandboxClock {
  return new SandboxClock(() => NOW);
}

describe('a clock that is advanced', () => {
  test('ends every wait in between, each at its own time and in order', () => {
    const clock = stoppedClock();
    const ended: [string, number][] = [];
    const wait = (name: string, delayMs: number) =>
      clock.schedule(delayMs, { what: name, kind: 'work' }, () => ended.push([name, clock.now() - NOW]));
    wait('third', 3000);
    wait('first', 1000);
    wait('second', 2000);
    wait('too late', 9000);

    clock.advance(5000);

    expect(ended).toEqual([
      ['first', 1000],
      ['second', 2000],
      ['third', 3000],
    ]);
    expect(clock.now()).toBe(NOW + 5000);
    clock.stop();
  });

  test('ends waits that others began on the way', () => {
    const clock = stoppedClock();
    const ended: number[] = [];
    const again = (): void => {
      ended.push(clock.now() - NOW);
      clock.schedule(1000, { what: 'again', kind: 'work' }, again);
    };
    clock.schedule(1000, { what: 'again', kind: 'work' }, again);

    clock.advance(3500);

    expect(ended).toEqual([1000, 2000, 3000]);
    clock.stop();
  });

  test('ends waits in the order of their time, whatever the order they began in, but for those that were cancelled', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1000), fc.boolean()), { maxLength: 50 }), (waits) => {
        const clock = stoppedClock();
        const ended: number[] = [];
        const cancels = waits.map(([delayMs, cancelled]) => ({
          cancelled,
          cancel: clock.schedule(delayMs, { what: 'wait', kind: 'work' }, () => ended.push(delayMs)),
        }));
        cancels
          .filter(({ cancelled }) => cancelled)
          .forEach(({ cancel }) => {
            cancel();
          });

        clock.advance(1000);

        const expected = waits.filter(([, cancelled]) => !cancelled).map(([delayMs]) => delayMs);
        expect(ended).toEqual(expected.sort((a, b) => a - b));
        clock.stop();
      }),
    );
  });
});

describe('a clock that leaps', () => {
  test('goes to the end of the next wait somebody is owed, past housekeeping', () => {
    const clock = stoppedClock();
    const ended: string[] = [];
    const wait = (what: string, kind: WaitKind, delayMs: number) =>
      clock.schedule(delayMs, { what, kind }, () => ended.push(what));
    wait('housekeeping', 'background', 1000);
    wait('retry', 'work', 60_000);
    wait('later retry', 'work', 120_000);

    expect(clock.nextWork()).toMatchObject({ what: 'retry', at: NOW + 60_000 });
    expect(clock.leap()).toBe(true);

    expect(ended).toEqual(['housekeeping', 'retry']);
    expect(clock.aheadMs).toBe(60_000);
    clock.stop();
  });

  test('stays where it is when nobody is owed anything', () => {
    const clock = stoppedClock();
    clock.schedule(1000, { what: 'housekeeping', kind: 'background' }, () => undefined);

    expect(clock.leap()).toBe(false);
    expect(clock.now()).toBe(NOW);
    clock.stop();
  });
});

test('a clock left alone ends a wait when its time has come', async () => {
  const clock = new SandboxClock();
  const startedAt = Date.now();

  await new Promise<void>((resolve) => {
    clock.schedule(20, { what: 'short', kind: 'work' }, resolve);
  });

  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(19);
  clock.stop();
});
