import { type Buffer } from 'node:buffer';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Ending, decodedChunks } from '@trailbell/cloudtrail-types';

/** CloudTrail's own files are far smaller. They are unzipped at once, which is faster than in a stream. */
const MOST_AT_ONCE = 8 * 1024 * 1024;
const MOST_UNZIPPED = 64 * 1024 * 1024;
const CHUNK = 1024 * 1024;

/** The bytes of a file as they are kept, all at once where it is small. Rejects when they cannot be read. */
export type FileSource = (path: string) => AsyncIterable<Uint8Array>;

/** The bytes of events, and how they ended. */
export type FileChunks = AsyncGenerator<Uint8Array, Ending>;

/**
 * Files of this machine. It waits for the disk: whoever calls has nothing else to do, and an answer takes longer by way of the
 * event loop.
 */
export async function* localFiles(path: string): AsyncGenerator<Uint8Array, undefined> {
  if (statSync(path).size <= MOST_AT_ONCE) {
    yield readFileSync(path);
    return undefined;
  }
  yield* createReadStream(path, { highWaterMark: CHUNK });
  return undefined;
}

/** The bytes of a file, unzipped where they are gzip. `read` is told how many were read as they are kept. */
export async function* fileChunks(source: AsyncIterable<Uint8Array>, read: (bytes: number) => void): FileChunks {
  const chunks = counted(source, read);
  try {
    const first = await chunks.next();
    const second = first.done === true ? first : await chunks.next();
    if (first.done !== true && second.done === true) {
      const whole = unzippedAtOnce(first.value);
      if (whole !== undefined) {
        yield whole;
        return undefined;
      }
    }
    return yield* decodedChunks(continued([first, second], chunks));
  } catch (error) {
    return `it could not be read to its end: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function* counted(source: AsyncIterable<Uint8Array>, read: (bytes: number) => void) {
  for await (const chunk of source) {
    read(chunk.length);
    yield chunk;
  }
}

async function* continued(
  read: readonly IteratorResult<Uint8Array, unknown>[],
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array, undefined> {
  for (const { done, value } of read) {
    if (done !== true) {
      yield value;
    }
  }
  yield* rest;
}

/** `undefined` for what is no gzip, too large, or broken: of that the stream gives as much as there is, and tells the rest. */
function unzippedAtOnce(zipped: Uint8Array): Buffer | undefined {
  try {
    const isGzip = zipped[0] === 0x1f && zipped[1] === 0x8b;
    return isGzip ? gunzipSync(zipped, { chunkSize: roomFor(zipped), maxOutputLength: MOST_UNZIPPED }) : undefined;
  } catch {
    return undefined; // the stream meets the same failure
  }
}

const LEAST_ROOM = 64;

/** Gzip ends with the size of what it holds. Room for all of it at once saves gathering it from pieces; it is no promise. */
function roomFor(zipped: Uint8Array): number {
  const { buffer, byteOffset, length } = zipped;
  const size =
    length < Uint32Array.BYTES_PER_ELEMENT ? 0 : new DataView(buffer, byteOffset).getUint32(length - 4, true);
  return Math.max(LEAST_ROOM, Math.min(size + 1, MOST_UNZIPPED));
}
