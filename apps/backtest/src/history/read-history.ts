import { type Batch } from './batch.ts';
import { type EventHistory } from './event-history.ts';
import { type Question, examiningOf } from './examining.ts';
import { batchesOf } from './file-reading.ts';
import { Thread } from './thread.ts';
import { Turns } from './turns.ts';

/** To start a thread takes longer than to read this much. */
const WORTH_A_THREAD_BYTES = 2_000_000;
const FILES_AHEAD = 4;

/**
 * The batches of all files, in the order of the files whatever the number of threads. Threads wait when they are too far
 * ahead, so that memory is bounded.
 */
export async function* readHistory(
  { files, bytes }: EventHistory,
  question: Question,
  threads: number,
): AsyncGenerator<Batch> {
  const paths = files.map(({ path }) => path);
  const worthwhile = Math.min(threads, paths.length, Math.floor(bytes / WORTH_A_THREAD_BYTES));
  if (worthwhile > 0) {
    yield* inThreads(paths, question, worthwhile);
    return;
  }
  const examining = examiningOf(question);
  for (const path of paths) {
    yield* batchesOf(path, examining);
  }
}

async function* inThreads(files: readonly string[], question: Question, count: number): AsyncGenerator<Batch> {
  const turns = new Turns<Batch>(files, count * FILES_AHEAD);
  const threads = Array.from({ length: count }, () => new Thread(question));
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined); // whoever waits for a batch is told
  for (const thread of threads) {
    serve(thread, turns).catch(failure.reject);
  }
  try {
    for (const turn of turns.inOrder()) {
      const next = () => Promise.race([turn.take(), failure.promise]);
      for (let batch = await next(); batch !== undefined; batch = await next()) {
        yield batch;
      }
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** Has the thread read files until there is none left. */
async function serve(thread: Thread, turns: Turns<Batch>): Promise<void> {
  for (let turn = await turns.next(); turn !== undefined; turn = await turns.next()) {
    let answer = await thread.ask({ kind: 'read', file: turn.file });
    while (answer.kind === 'batch') {
      await turn.put(answer.batch);
      answer = await thread.ask({ kind: 'more' });
    }
    turn.end();
  }
}
