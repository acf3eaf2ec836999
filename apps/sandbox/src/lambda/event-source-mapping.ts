import { type Activity } from '../clock/activity.ts';
import { type Cancel, type Clock } from '../clock/sandbox-clock.ts';
import { type ReceivedMessage } from '../sqs/message.ts';
import { type Queue } from '../sqs/queue.ts';
import { failedMessageIds } from './batch-response.ts';
import { type InvocationResult } from './function-definition.ts';
import { type LambdaFunction } from './lambda-function.ts';
import { sqsEvent } from './sqs-event.ts';

export interface MappingDefinition {
  readonly batchSize: number;
  readonly batchWindowMs: number;
  readonly maximumConcurrency: number | undefined;
  readonly reportsBatchItemFailures: boolean;
  readonly enabled: boolean;
  /** Whether the function wants this message; one that no filter takes is deleted, as Lambda does. */
  readonly takes: (message: ReceivedMessage) => boolean;
}

export interface MappingContext {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly onBatch: (batch: Batch) => void;
}

export interface Batch {
  readonly fn: LambdaFunction;
  readonly queue: Queue;
  readonly messages: readonly ReceivedMessage[];
  readonly failedIds: ReadonlySet<string>;
  readonly result: InvocationResult;
}

/** A synchronous invocation takes 6 MB; a batch is closed before it grows beyond. */
const MOST_BATCH_BYTES = 6 * 1024 * 1024;

/**
 * Lambda's poller of a queue. It gathers messages until a batch is full or its window ends, invokes, and deletes what the
 * function did not report as failed; the rest comes back when the queue's visibility timeout ends.
 */
export class EventSourceMapping {
  readonly #queue: Queue;
  readonly #fn: LambdaFunction;
  readonly #definition: MappingDefinition;
  readonly #context: MappingContext;
  #gathered: ReceivedMessage[] = [];
  #gatheredBytes = 0;
  #window: Cancel | undefined;
  #windowEnded = false;
  #running = 0;

  constructor(queue: Queue, fn: LambdaFunction, definition: MappingDefinition, context: MappingContext) {
    this.#queue = queue;
    this.#fn = fn;
    this.#definition = definition;
    this.#context = context;
  }

  start(): void {
    if (this.#definition.enabled) {
      this.#queue.consumed = true;
      this.#queue.onVisible(() => {
        this.#pump();
      });
      this.#pump();
    }
  }

  get #concurrency(): number {
    return Math.min(this.#definition.maximumConcurrency ?? Infinity, this.#fn.concurrency);
  }

  #pump(): void {
    while (this.#running < this.#concurrency) {
      this.#gather();
      if (this.#gathered.length === 0 || !this.#isComplete()) {
        return;
      }
      this.#invoke(this.#takeBatch());
    }
  }

  #gather(): void {
    while (this.#gathered.length < this.#definition.batchSize && this.#gatheredBytes < MOST_BATCH_BYTES) {
      const [message] = this.#queue.hasVisible ? this.#queue.receive(1) : [];
      if (message === undefined) {
        if (!this.#queue.hasVisible) {
          break;
        }
      } else if (this.#definition.takes(message)) {
        this.#gathered.push(message);
        this.#gatheredBytes += Buffer.byteLength(message.body);
      } else {
        this.#queue.delete(message.receiptHandle);
      }
    }
    this.#openWindow();
  }

  #openWindow(): void {
    const { batchWindowMs } = this.#definition;
    if (this.#gathered.length > 0 && batchWindowMs > 0 && this.#window === undefined) {
      const wait = { what: `batch window of ${this.#fn.definition.name}`, kind: 'work' as const };
      this.#window = this.#context.clock.schedule(batchWindowMs, wait, () => {
        this.#windowEnded = true;
        this.#pump();
      });
    }
  }

  #isComplete(): boolean {
    const { batchSize, batchWindowMs } = this.#definition;
    return (
      batchWindowMs === 0 ||
      this.#windowEnded ||
      this.#gathered.length >= batchSize ||
      this.#gatheredBytes >= MOST_BATCH_BYTES
    );
  }

  #takeBatch(): readonly ReceivedMessage[] {
    const batch = this.#gathered;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#window?.();
    this.#window = undefined;
    this.#windowEnded = false;
    return batch;
  }

  #invoke(messages: readonly ReceivedMessage[]): void {
    this.#running += 1;
    void this.#context.activity.during(async () => {
      const result = await this.#fn.invoke(sqsEvent(this.#queue.definition.arn, messages));
      const failedIds = this.#failedOf(messages, result);
      for (const message of messages.filter(({ id }) => !failedIds.has(id))) {
        this.#queue.delete(message.receiptHandle);
      }
      this.#running -= 1;
      this.#context.onBatch({ fn: this.#fn, queue: this.#queue, messages, failedIds, result });
      this.#pump();
    });
  }

  #failedOf(messages: readonly ReceivedMessage[], result: InvocationResult): ReadonlySet<string> {
    const all = new Set(messages.map(({ id }) => id));
    if (result.kind === 'failed') {
      return all;
    }
    return this.#definition.reportsBatchItemFailures ? (failedMessageIds(result.payload, all) ?? all) : new Set();
  }
}
