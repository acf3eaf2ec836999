import { type SandboxClock } from './sandbox-clock.ts';

/** What is on its way right now: deliveries, invocations, requests. */
export interface Activity {
  /** Something is on its way until the answered function is called. */
  begin(): () => void;
  /** Runs `work` as something that is on its way. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
}

export type Pace = 'real' | 'leap';
export type ActivityPhase = 'working' | 'waiting' | 'drained';

export interface ActivityOptions {
  readonly clock: SandboxClock;
  /** Whether something lies ready that nobody has taken yet. */
  readonly hasReadyWork: () => boolean;
  readonly onPhase?: (phase: ActivityPhase) => void;
}

/**
 * Knows when the sandbox is drained: nothing in flight, nothing ready to be taken, and nothing waiting for a retry, a
 * delay or a window. At pace `leap` it makes the clock leap over those waits as soon as nothing is in flight.
 */
export class ActivityMonitor implements Activity {
  readonly #options: ActivityOptions;
  readonly #drainedListeners = new Set<() => void>();
  #pace: Pace = 'real';
  #inFlight = 0;
  #phase: ActivityPhase = 'drained';
  #checkPlanned = false;

  constructor(options: ActivityOptions) {
    this.#options = options;
    options.clock.watch(() => {
      this.#planCheck();
    });
  }

  get phase(): ActivityPhase {
    return this.#phase;
  }

  get pace(): Pace {
    return this.#pace;
  }

  set pace(pace: Pace) {
    this.#pace = pace;
    this.#planCheck();
  }

  begin(): () => void {
    this.#inFlight += 1;
    this.#enter('working');
    let ended = false;
    return () => {
      if (!ended) {
        ended = true;
        this.#inFlight -= 1;
        this.#planCheck();
      }
    };
  }

  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    const end = this.begin();
    try {
      return await work();
    } finally {
      end();
    }
  }

  /** Resolves as soon as the sandbox is drained. */
  async whenDrained(): Promise<void> {
    this.#planCheck();
    await new Promise<void>((resolve) => {
      this.#drainedListeners.add(resolve);
    });
  }

  /** After the turn in which the last thing ended: what follows from it has begun by then. */
  #planCheck(): void {
    if (this.#inFlight === 0 && !this.#checkPlanned) {
      this.#checkPlanned = true;
      setImmediate(() => {
        this.#checkPlanned = false;
        this.#check();
      });
    }
  }

  #check(): void {
    if (this.#inFlight > 0 || this.#options.hasReadyWork()) {
      return;
    }
    if (!this.#options.clock.nextWork()) {
      this.#enter('drained');
      return;
    }
    this.#enter('waiting');
    if (this.#pace === 'leap') {
      this.#options.clock.leap();
      this.#planCheck();
    }
  }

  #enter(phase: ActivityPhase): void {
    const changed = phase !== this.#phase;
    this.#phase = phase;
    if (changed) {
      this.#options.onPhase?.(phase);
    }
    if (phase === 'drained') {
      const listeners = [...this.#drainedListeners];
      this.#drainedListeners.clear();
      for (const listener of listeners) {
        listener();
      }
    }
  }
}
