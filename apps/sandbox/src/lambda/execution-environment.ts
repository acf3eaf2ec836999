import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { type ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as startTimer, clearTimeout as stopTimer } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from './child-environment.ts';
import { type FunctionDefinition, type FunctionError, type InvocationResult } from './function-definition.ts';
import { readFunctionError } from './function-error.ts';
import { type RuntimeApi, RUNTIME_PATH } from './runtime-api.ts';

const GUARD = new URL('../guard/guard.mjs', import.meta.url).href;
const RUNTIME_CLIENT = fileURLToPath(new URL('./runtime-client.mjs', import.meta.url));
/** Lambda gives initialisation ten seconds; a laptop that builds meanwhile is given three times as many. */
const INIT_TIMEOUT_MS = 30_000;

export interface EnvironmentContext {
  readonly runtimeApi: RuntimeApi;
  /** `127.0.0.1:port` of the sandbox's AWS. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly overrides: Readonly<Record<string, string>>;
  readonly aheadMs: () => number;
  /** Whether X-Ray is told of this invocation, where the function is traced. */
  readonly isSampled: () => boolean;
  readonly onLog: (line: string) => void;
}

export interface EnvironmentEvents {
  readonly onIdle: () => void;
  readonly onEnd: () => void;
}

interface Running {
  readonly requestId: string;
  readonly startedAt: number;
  readonly resolve: (result: InvocationResult) => void;
  readonly timer: NodeJS.Timeout;
}

/** One process of a function: boots once, then takes one invocation at a time, as Lambda's execution environments do. */
export class ExecutionEnvironment {
  readonly #definition: FunctionDefinition;
  readonly #context: EnvironmentContext;
  readonly #events: EnvironmentEvents;
  readonly #child: ChildProcess;
  readonly #unregister: () => void;
  readonly #ended = Promise.withResolvers<undefined>();
  readonly #initTimer: NodeJS.Timeout;
  #ready: ServerResponse | undefined;
  #wasReady = false;
  #running: Running | undefined;
  /** Why the process is about to end, where we know better than its exit code. */
  #verdict: FunctionError | undefined;

  constructor(definition: FunctionDefinition, context: EnvironmentContext, events: EnvironmentEvents) {
    this.#definition = definition;
    this.#context = context;
    this.#events = events;
    const id = randomUUID();
    this.#unregister = context.runtimeApi.register(id, {
      onNext: (response) => {
        this.#becomeIdle(response);
      },
      onResponse: (requestId, payload) => {
        this.#finish(requestId, (durationMs) => ({ kind: 'succeeded', payload, durationMs }));
      },
      onError: (requestId, body) => {
        this.#finish(requestId, (durationMs) => ({ kind: 'failed', error: readFunctionError(body), durationMs }));
      },
      onInitError: (body) => {
        this.#verdict = readFunctionError(body);
      },
    });
    this.#child = this.#spawn(`${context.endpoint}${RUNTIME_PATH}${id}`);
    this.#initTimer = startTimer(() => {
      this.#kill({ errorType: 'Sandbox.Timedout', errorMessage: `initialisation took over ${INIT_TIMEOUT_MS} ms` });
    }, INIT_TIMEOUT_MS);
  }

  get isIdle(): boolean {
    return this.#ready !== undefined && this.#running === undefined;
  }

  get processId(): number | undefined {
    return this.#child.pid;
  }

  get wasReady(): boolean {
    return this.#wasReady;
  }

  /** Why the process ended, or is about to. */
  get verdict(): FunctionError | undefined {
    return this.#verdict;
  }

  /** Hands one invocation to the idle process. After the function's timeout the process is killed. */
  async invoke(payload: string): Promise<InvocationResult> {
    const response = this.#ready;
    if (!response || this.#running) {
      throw new Error(`an environment of ${this.#definition.name} was handed an invocation while it was not idle`);
    }
    this.#ready = undefined;
    const { timeoutMs, arn, traced } = this.#definition;
    const requestId = randomUUID();
    const { promise, resolve } = Promise.withResolvers<InvocationResult>();
    const timer = startTimer(() => {
      const seconds = (timeoutMs / 1000).toFixed(2);
      this.#kill({ errorType: 'Sandbox.Timedout', errorMessage: `Task timed out after ${seconds} seconds` });
    }, timeoutMs);
    this.#running = { requestId, startedAt: performance.now(), resolve, timer };

    const aheadMs = this.#context.aheadMs();
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': requestId,
      'lambda-runtime-deadline-ms': String(Date.now() + aheadMs + timeoutMs),
      'lambda-runtime-invoked-function-arn': arn,
      'lambda-runtime-trace-id': traceHeader(traced && this.#context.isSampled()),
      'sandbox-ahead-ms': String(aheadMs),
      'sandbox-remaining-ms': String(timeoutMs),
    });
    response.end(payload);
    return promise;
  }

  /** Ends the process, whatever it does, and waits until it is gone. */
  async stop(): Promise<void> {
    this.#kill({ errorType: 'Sandbox.Stopped', errorMessage: 'the sandbox was stopped' });
    await this.#ended.promise;
  }

  /** Ends the process as a host that fails does. */
  kill(): void {
    this.#kill({ errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with error: signal: killed' });
  }

  #spawn(runtimeApi: string): ChildProcess {
    const { memoryMb, codeFolder, inspectPort } = this.#definition;
    const { endpoint, accessKeyId, overrides, onLog } = this.#context;
    const child = spawn(
      process.execPath,
      [
        // A lambda's own processes and threads would be out of the guard's sight.
        '--permission',
        '--allow-fs-read=*',
        ...(inspectPort === undefined ? [] : ['--allow-inspector', `--inspect=127.0.0.1:${inspectPort}`]),
        '--no-warnings',
        `--max-old-space-size=${memoryMb}`,
        `--import=${GUARD}`,
        RUNTIME_CLIENT,
      ],
      {
        cwd: codeFolder,
        env: childEnvironment(this.#definition, { runtimeApi, endpoint, accessKeyId, overrides }),
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', onLog);
    }
    child.once('error', (error) => {
      this.#verdict ??= { errorType: 'Runtime.ExitError', errorMessage: error.message };
    });
    child.once('close', (code, signal) => {
      this.#end(code === null ? (signal ?? 'signal') : `exit status ${code}`);
    });
    return child;
  }

  #becomeIdle(response: ServerResponse): void {
    stopTimer(this.#initTimer);
    this.#ready = response;
    this.#wasReady = true;
    this.#events.onIdle();
  }

  #finish(requestId: string, resultOf: (durationMs: number) => InvocationResult): void {
    const running = this.#running;
    if (running?.requestId !== requestId) {
      return; // Too late: it timed out, and its process is being killed.
    }
    this.#running = undefined;
    stopTimer(running.timer);
    running.resolve(resultOf(performance.now() - running.startedAt));
  }

  #kill(verdict: FunctionError): void {
    this.#verdict ??= verdict;
    this.#child.kill('SIGKILL');
  }

  #end(how: string): void {
    stopTimer(this.#initTimer);
    this.#unregister();
    this.#ready = undefined;
    this.#verdict ??= { errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with error: ${how}` };
    const error = this.#verdict;
    if (this.#running) {
      this.#finish(this.#running.requestId, (durationMs) => ({ kind: 'failed', error, durationMs }));
    }
    this.#ended.resolve(undefined);
    this.#events.onEnd();
  }
}

function traceHeader(sampled: boolean): string {
  const hex = randomUUID().replaceAll('-', '');
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${hex.slice(0, 24)};Parent=${hex.slice(0, 16)};Sampled=${sampled ? 1 : 0}`;
}
