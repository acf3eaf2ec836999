import { parentPort, workerData } from 'node:worker_threads';
import { Question, examiningOf } from './examining.ts';
import { batchesOfFiles } from './files-reading.ts';
import { type ToMain, type ToWorker } from './worker-messages.ts';

/** One thread of the backtest: is given files, answers their batches one by one as it is asked for more, and then that it is done. */
function serve(port: NonNullable<typeof parentPort>, question: Question): void {
  const examining = examiningOf(question);
  let batches: ReturnType<typeof batchesOfFiles> | undefined;
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'read') {
      batches = batchesOfFiles(message.files, examining);
    }
    void batches?.next().then(({ value }) => {
      port.postMessage({ batch: value } satisfies ToMain);
    });
  });
}

if (parentPort === null) {
  throw new Error('worker.ts is a thread of the backtest. Run npm run backtest');
}
serve(parentPort, Question.parse(workerData));
