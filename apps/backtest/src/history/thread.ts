import { Worker } from 'node:worker_threads';
import { type Batch } from './batch.ts';
import { type HistoryFile } from './event-history.ts';
import { type Question } from './examining.ts';
import { type ToMain, type ToWorker } from './worker-messages.ts';

/** What is made of records dies young, and with some room is forgotten for nothing. */
const YOUNG_GENERATION_MB = 16;

/** A thread ended that had work to do. */
export class ThreadEndedError extends Error {
  override readonly name = 'ThreadEndedError';
}

/** A thread that reads files, one group after the other. */
export class Thread {
  readonly #worker: Worker;
  #answer = Promise.withResolvers<ToMain>();

  constructor(question: Question) {
    this.#worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: question,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    this.#worker.on('message', (message: ToMain) => {
      this.#answer.resolve(message);
    });
    this.#worker.on('error', (error) => {
      this.#answer.reject(error);
    });
    this.#worker.on('exit', (code) => {
      this.#answer.reject(
        new ThreadEndedError(`a thread of the backtest ended before its work was done, with ${code}`),
      );
    });
    // Whoever asks next is told; a thread that ends when nobody asks is no failure.
    this.#answer.promise.catch(() => undefined);
  }

  /** The batches of these files. While one is looked at the next is on its way. Begin with other files when these are read. */
  async *batchesOf(files: readonly HistoryFile[]): AsyncGenerator<Batch, undefined> {
    let { batch } = await this.#ask({ kind: 'read', files });
    while (batch !== undefined) {
      const next = this.#ask({ kind: 'more' });
      yield batch;
      ({ batch } = await next);
    }
    return undefined;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #ask(message: ToWorker): Promise<ToMain> {
    this.#worker.postMessage(message);
    const answer = await this.#answer.promise;
    this.#answer = Promise.withResolvers();
    this.#answer.promise.catch(() => undefined);
    return answer;
  }
}
