import { setTimeout as startTimer, clearTimeout as stopTimer } from 'node:timers';

/** A moment somebody waits for: a retry, a batch window, a visibility timeout, an expiry. */
export interface Wait {
  /** In words, for people: `retry of trailbell-alert-lambda`. */
  readonly what: string;
  /**
   * `work`: somebody is owed what happens then, so the sandbox is not drained before.
   * `background`: housekeeping. A function where it depends on what the sandbox looks like later.
   */
  readonly kind: WaitKind | (() => WaitKind);
}
export type WaitKind = 'work' | 'background';

export type Cancel = () => void;

/** What waits run on. Computing takes the time it takes; only waiting can be shortened. */
export interface Clock {
  /** Epoch milliseconds of the sandbox. */
  now(): number;
  /** Calls back once, `delayMs` of the sandbox's time from now. */
  schedule(delayMs: number, wait: Wait, callback: () => void): Cancel;
}

interface PendingWait extends Wait {
  readonly at: number;
  readonly callback: () => void;
}

/** Node's longest timer; a longer wait is taken in steps. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Wall-clock time plus what was leapt over. It never goes back. */
export class SandboxClock implements Clock {
  readonly #wallClock: () => number;
  /** By time, the latest first: the next one is at the end. Of equal ones the first scheduled is nearer the end. */
  readonly #waits: PendingWait[] = [];
  readonly #watchers: (() => void)[] = [];
  #aheadMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(wallClock: () => number = Date.now) {
    this.#wallClock = wallClock;
  }

  now(): number {
    return this.#wallClock() + this.#aheadMs;
  }

  /** How far this clock is ahead of the wall clock. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  schedule(delayMs: number, wait: Wait, callback: () => void): Cancel {
    const pending = { ...wait, at: this.now() + Math.max(0, delayMs), callback };
    this.#waits.splice(this.#positionOf(pending.at), 0, pending);
    this.#arm();
    return () => {
      this.#remove(pending);
    };
  }

  /** Calls `watcher` whenever a wait has ended or was cancelled. */
  watch(watcher: () => void): void {
    this.#watchers.push(watcher);
  }

  /** The next wait somebody is owed, if any. */
  nextWork(): { readonly at: number; readonly what: string } | undefined {
    return this.#waits.findLast(isWork);
  }

  /** Leaps to the end of the next wait somebody is owed, past all before it. Answers whether there was one. */
  leap(): boolean {
    const next = this.nextWork();
    if (!next) {
      return false;
    }
    this.advance(Math.max(0, next.at - this.now()));
    return true;
  }

  /** Leaps forward by `durationMs`; every wait that ends in between is called, in order, at its own time. */
  advance(durationMs: number): void {
    const until = this.now() + durationMs;
    for (let next = this.#waits.at(-1); next && next.at <= until; next = this.#waits.at(-1)) {
      this.#aheadMs += Math.max(0, next.at - this.now());
      this.#callNext();
    }
    this.#aheadMs += Math.max(0, until - this.now());
    this.#arm();
  }

  stop(): void {
    this.#waits.length = 0;
    stopTimer(this.#timer);
  }

  #callNext(): void {
    this.#waits.pop()?.callback();
    this.#tellWatchers();
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers) {
      watcher();
    }
  }

  #callDue(): void {
    for (let next = this.#waits.at(-1); next && next.at <= this.now(); next = this.#waits.at(-1)) {
      this.#callNext();
    }
    this.#arm();
  }

  #arm(): void {
    stopTimer(this.#timer);
    const next = this.#waits.at(-1);
    if (next) {
      const inMs = Math.min(Math.max(0, next.at - this.now()), LONGEST_TIMER_MS);
      this.#timer = startTimer(() => {
        this.#callDue();
      }, inMs);
    }
  }

  #remove(wait: PendingWait): void {
    for (let index = this.#positionOf(wait.at); this.#waits[index]?.at === wait.at; index += 1) {
      if (this.#waits[index] === wait) {
        this.#waits.splice(index, 1);
        this.#tellWatchers();
        return;
      }
    }
  }

  /** The first place whose wait is not later than `at`: before it stand the later ones. */
  #positionOf(at: number): number {
    let low = 0;
    let high = this.#waits.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#waits[middle]?.at ?? 0) > at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

function isWork({ kind }: PendingWait): boolean {
  return (typeof kind === 'function' ? kind() : kind) === 'work';
}
