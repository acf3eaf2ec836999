import { type Batch } from './batch.ts';
import { type EventHistory, type HistoryFile } from './event-history.ts';
import { type Question, examiningOf } from './examining.ts';
import { batchesOfFiles } from './files-reading.ts';
import { Thread } from './thread.ts';
import { Turns } from './turns.ts';

/** To start a thread takes longer than to read this much. */
const WORTH_A_THREAD_BYTES = 8_000_000;
const GROUPS_AHEAD = 3;
/** Files are given out some at a time: most are small, and those of S3 come the faster for it. */
const FILES_A_GROUP = 24;
const BYTES_A_GROUP = 4_000_000;

/**
 * The batches of all files, in the order of the files whatever the number of threads, of which this is one. Threads wait when
 * they are too far ahead, so that memory is bounded.
 */
export async function* readHistory(
  { files, bytes }: EventHistory,
  question: Question,
  threads: number,
): AsyncGenerator<Batch> {
  const groups = groupsOf(files);
  const worthwhile = Math.min(threads, groups.length, Math.floor(bytes / WORTH_A_THREAD_BYTES));
  if (worthwhile > 1) {
    yield* inThreads(groups, question, worthwhile);
    return;
  }
  const examining = examiningOf(question);
  for (const group of groups) {
    yield* batchesOfFiles(group, examining);
  }
}

type Group = readonly HistoryFile[];

function groupsOf(files: readonly HistoryFile[]): readonly Group[] {
  const groups: HistoryFile[][] = [];
  let bytes = Infinity;
  for (const file of files) {
    const last = groups.at(-1);
    if (last === undefined || last.length === FILES_A_GROUP || bytes + file.bytes > BYTES_A_GROUP) {
      groups.push([file]);
      bytes = file.bytes;
    } else {
      last.push(file);
      bytes += file.bytes;
    }
  }
  return groups;
}

async function* inThreads(groups: readonly Group[], question: Question, count: number): AsyncGenerator<Batch> {
  const turns = new Turns<Group, Batch>(groups, count * GROUPS_AHEAD);
  const threads = Array.from({ length: count - 1 }, () => new Thread(question));
  const examining = examiningOf(question);
  const readers = [
    ...threads.map((thread) => (files: Group) => thread.batchesOf(files)),
    (files: Group) => batchesOfFiles(files, examining),
  ];
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined); // whoever waits for a batch is told
  for (const reader of readers) {
    serve(reader, turns).catch(failure.reject);
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

/** Has files read until there is none left. */
async function serve(read: (files: Group) => AsyncIterable<Batch>, turns: Turns<Group, Batch>): Promise<void> {
  for (let turn = await turns.next(); turn !== undefined; turn = await turns.next()) {
    for await (const batch of read(turn.work)) {
      await turn.put(batch);
    }
    turn.end();
  }
}
