import { createReadStream } from 'node:fs';
import { decodedChunks } from './byte-chunks.ts';
import { filesUnder } from './event-files.ts';
import { type FoundEvent, eventOf } from './event-of.ts';
import { JsonSlicer, type Position, type ReadFrom, type Slice } from './json-slicer.ts';

export interface ReadEvent extends FoundEvent {
  readonly kind: 'event';
  readonly file: string;
  readonly position: Position;
}

/** What could not be read. The reason quotes nothing of the event, which may hold a credential. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly file: string;
  /** Absent where it is the file as a whole. */
  readonly position?: Position;
  readonly reason: string;
}

export interface ReadOptions {
  /** A record larger than this is reported and skipped. CloudTrail's own limit is 256 KB, EventBridge's 1 MB. */
  readonly maxEventBytes?: number;
  /** Of a stream: where in its file it begins. */
  readonly from?: ReadFrom | undefined;
}

export const MAX_EVENT_BYTES = 10_000_000;
const FILE_CHUNK_BYTES = 64 * 1024;

/**
 * Reads the events of files and folders: `Records` files, NDJSON, EventBridge envelopes, what LookupEvents answers,
 * alone, in lists, or several documents one after another, each plain or gzip. Never throws for what it reads: what is
 * malformed is told with its place and reason, and the rest goes on. Memory is bounded by the largest event.
 */
export async function* readEvents(
  paths: string | readonly string[],
  options: ReadOptions = {},
): AsyncGenerator<ReadEvent | Unreadable> {
  for await (const batch of batchesOf(typeof paths === 'string' ? [paths] : paths, options)) {
    for (const result of batch) {
      yield result;
    }
  }
}

/** The same for a stream of bytes, which is called `file` in what is told. */
export async function* readEventStream(
  stream: AsyncIterable<Uint8Array | string>,
  file: string,
  options: ReadOptions = {},
): AsyncGenerator<ReadEvent | Unreadable> {
  for await (const batch of batches(stream, file, options)) {
    for (const result of batch) {
      yield result;
    }
  }
}

async function* batchesOf(paths: readonly string[], options: ReadOptions): AsyncGenerator<Batch> {
  for (const path of paths) {
    for await (const found of filesUnder(path)) {
      if (found.kind === 'none') {
        yield [{ kind: 'unreadable', file: found.path, reason: found.reason }];
      } else {
        yield* batches(createReadStream(found.path, { highWaterMark: FILE_CHUNK_BYTES }), found.path, options);
      }
    }
  }
}

type Batch = Iterable<ReadEvent | Unreadable>;

/**
 * What each chunk of bytes completes, read as it is asked for: so there is one wait per chunk and not per event, and
 * still no more than one event in memory.
 */
async function* batches(
  stream: AsyncIterable<Uint8Array | string>,
  file: string,
  { maxEventBytes = MAX_EVENT_BYTES, from }: ReadOptions,
): AsyncGenerator<Batch> {
  const slicer = new JsonSlicer(maxEventBytes, from);
  const chunks = decodedChunks(stream);
  try {
    let next = await chunks.next();
    for (; next.done !== true; next = await chunks.next()) {
      yield results(slicer.push(next.value), file);
    }
    yield results(slicer.end(next.value), file);
  } finally {
    await chunks.return(undefined);
  }
}

function* results(slices: Iterable<Slice>, file: string): Generator<ReadEvent | Unreadable> {
  for (const slice of slices) {
    yield resultOf(slice, file);
  }
}

function resultOf(slice: Slice, file: string): ReadEvent | Unreadable {
  const { position } = slice;
  const event = slice.kind === 'value' ? eventOf(slice.json) : slice.reason;
  return typeof event === 'string'
    ? { kind: 'unreadable', file, position, reason: event }
    : { kind: 'event', file, position, form: event.form, value: event.value, text: event.text };
}
