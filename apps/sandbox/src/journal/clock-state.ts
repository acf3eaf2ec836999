import { type EventEmitter } from 'node:events';
import { type ActivityMonitor } from '../clock/activity.ts';
import { type SandboxClock } from '../clock/sandbox-clock.ts';
import { type Change, type ClockState } from '../page-api.ts';
import { Coalesced } from './coalesced.ts';

export interface Clocked {
  readonly clock: SandboxClock;
  readonly activity: ActivityMonitor;
  readonly changes: EventEmitter<{ change: [Change] }>;
}

export function clockState({ clock, activity }: Pick<Clocked, 'clock' | 'activity'>): ClockState {
  const next = clock.nextWork();
  return {
    now: new Date(clock.now()).toISOString(),
    pace: activity.pace,
    ...(next && { nextWait: { at: new Date(next.at).toISOString(), what: next.what } }),
  };
}

/** Tells of the clock whenever it has leapt, or the next wait is another than it said last. */
export function tellOfClock(clocked: Clocked): void {
  let told = '';
  const changed = new Coalesced<SandboxClock>(() => {
    const clock = clockState(clocked);
    const news = JSON.stringify([clocked.clock.aheadMs, clock.pace, clock.nextWait]);
    if (news !== told) {
      told = news;
      clocked.changes.emit('change', { kind: 'clock', clock });
    }
  });
  const look = (): void => {
    changed.changed(clocked.clock);
  };
  clocked.clock.watch(look);
  clocked.changes.on('change', ({ kind }) => {
    if (kind === 'phase') {
      look();
    }
  });
}
