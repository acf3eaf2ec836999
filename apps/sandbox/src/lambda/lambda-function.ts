import { type Activity } from '../clock/activity.ts';
import { Durations } from './durations.ts';
import { type EnvironmentContext, ExecutionEnvironment } from './execution-environment.ts';
import { type FunctionDefinition, type InvocationResult } from './function-definition.ts';
import { FunctionLog } from './function-log.ts';
import { traceSampling } from './trace-sampling.ts';

export interface FunctionContext extends Omit<EnvironmentContext, 'onLog' | 'isSampled'> {
  readonly activity: Activity;
  /** How many processes of one function this laptop runs at once; the template's reserved concurrency may say less. */
  readonly mostEnvironments: number;
  /** By how much the clocks of its processes are wrong, in turn. */
  readonly clockSkewsMs: readonly number[];
  readonly onChange: (fn: LambdaFunction) => void;
}

export interface FunctionStats {
  readonly invocations: number;
  readonly errors: number;
  readonly timeouts: number;
  readonly coldStarts: number;
}

interface WaitingInvocation {
  readonly payload: string;
  readonly resolve: (result: InvocationResult) => void;
}

/** A deployed function: its processes, and the invocations that wait for one. */
export class LambdaFunction {
  readonly definition: FunctionDefinition;
  readonly log = new FunctionLog();
  readonly durations = new Durations();
  readonly #isSampled = traceSampling(() => performance.now());
  readonly #context: FunctionContext;
  readonly #environments = new Set<ExecutionEnvironment>();
  readonly #waiting: WaitingInvocation[] = [];
  #stats: FunctionStats = { invocations: 0, errors: 0, timeouts: 0, coldStarts: 0 };
  #running = 0;
  #stopped = false;

  constructor(definition: FunctionDefinition, context: FunctionContext) {
    this.definition = definition;
    this.#context = context;
  }

  get stats(): FunctionStats {
    return this.#stats;
  }

  get load(): { readonly environments: number; readonly running: number; readonly waiting: number } {
    return { environments: this.#environments.size, running: this.#running, waiting: this.#waiting.length };
  }

  get processIds(): readonly number[] {
    return [...this.#environments].flatMap(({ processId }) => processId ?? []);
  }

  get concurrency(): number {
    return Math.min(this.#context.mostEnvironments, this.definition.reservedConcurrency ?? Infinity);
  }

  /** Invokes and waits for the result. More invocations than processes wait their turn. */
  async invoke(payload: string): Promise<InvocationResult> {
    return this.#context.activity.during(
      () =>
        new Promise((resolve) => {
          this.#waiting.push({ payload, resolve });
          this.#dispatch();
        }),
    );
  }

  /** Boots a process before the first event needs it. */
  warm(): void {
    if (this.#environments.size === 0 && this.concurrency > 0) {
      this.#boot();
    }
  }

  /** Ends all processes, as a deployment does; the next invocation boots anew. */
  async recycle(): Promise<void> {
    await Promise.all([...this.#environments].map((environment) => environment.stop()));
  }

  /** Ends all processes in the midst of what they do, as a host that fails does. */
  kill(): void {
    this.#environments.forEach((environment) => {
      environment.kill();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.recycle();
  }

  #dispatch(): void {
    for (const environment of this.#environments) {
      const next = environment.isIdle ? this.#waiting.shift() : undefined;
      if (next) {
        void this.#run(environment, next);
      }
    }
    const booting = this.#environments.size - this.#running;
    if (this.#waiting.length > booting && this.#environments.size < this.concurrency && !this.#stopped) {
      this.#boot();
    }
    this.#context.onChange(this);
  }

  #boot(): void {
    const { clockSkewsMs, aheadMs } = this.#context;
    const skewMs = clockSkewsMs[this.#stats.coldStarts % clockSkewsMs.length] ?? 0;
    this.#count('coldStarts');
    const environment = new ExecutionEnvironment(
      this.definition,
      {
        ...this.#context,
        aheadMs: () => aheadMs() + skewMs,
        isSampled: this.#isSampled,
        onLog: (line) => {
          this.log.add(line);
        },
      },
      {
        onIdle: () => {
          this.#dispatch();
        },
        onEnd: () => {
          this.#forget(environment);
        },
      },
    );
    this.#environments.add(environment);
  }

  /** A process that ended before it was ready fails the invocation it was booted for, as Lambda does. */
  #forget(environment: ExecutionEnvironment): void {
    this.#environments.delete(environment);
    const error = environment.wasReady ? undefined : environment.verdict;
    const waiting = error && this.#waiting.shift();
    if (waiting) {
      this.#record({ kind: 'failed', error, durationMs: 0 });
      waiting.resolve({ kind: 'failed', error, durationMs: 0 });
    }
    this.#dispatch();
  }

  async #run(environment: ExecutionEnvironment, { payload, resolve }: WaitingInvocation): Promise<void> {
    this.#running += 1;
    const result = await environment.invoke(payload);
    this.#running -= 1;
    this.#record(result);
    resolve(result);
    this.#dispatch();
  }

  #record(result: InvocationResult): void {
    this.#count('invocations');
    if (result.kind === 'failed') {
      this.#count('errors');
      this.log.add(`${result.error.errorType}: ${result.error.errorMessage}`);
      if (result.error.errorType === 'Sandbox.Timedout') {
        this.#count('timeouts');
      }
    }
    this.durations.add(result.durationMs);
  }

  #count(what: keyof FunctionStats): void {
    this.#stats = { ...this.#stats, [what]: this.#stats[what] + 1 };
  }
}
