import { createReadStream, readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Ending, decodedChunks } from '@trailbell/cloudtrail-types';

/** CloudTrail's own files are far smaller. They are unzipped at once, which is faster than in a stream. */
const MOST_AT_ONCE = 8 * 1024 * 1024;
const MOST_UNZIPPED = 128 * 1024 * 1024;
const CHUNK = 1024 * 1024;

export type FileChunks = AsyncGenerator<Uint8Array, Ending>;

/** The bytes of a file, unzipped where they are gzip, and how they ended. `read` is told how many were read from disk. */
export async function* fileChunks(file: string, read: (bytes: number) => void): FileChunks {
  const whole = unzippedAtOnce(file);
  if (whole !== undefined) {
    read(whole.zipped);
    yield whole.bytes;
    return undefined;
  }
  const stream = createReadStream(file, { highWaterMark: CHUNK });
  let told = 0;
  const chunks = decodedChunks(stream);
  try {
    for (let next = await chunks.next(); ; next = await chunks.next()) {
      read(stream.bytesRead - told);
      told = stream.bytesRead;
      if (next.done === true) {
        return next.value;
      }
      yield next.value;
    }
  } finally {
    await chunks.return(undefined);
  }
}

/**
 * `undefined` for what is no gzip, too large, or broken: of that the stream gives as much as there is, and tells the rest.
 * It waits for the disk: whoever calls has nothing else to do, and an answer takes longer by way of the event loop.
 */
function unzippedAtOnce(file: string): { readonly bytes: Buffer; readonly zipped: number } | undefined {
  try {
    const { size } = statSync(file);
    const zipped = size > MOST_AT_ONCE ? Buffer.alloc(0) : readFileSync(file);
    const isGzip = zipped[0] === 0x1f && zipped[1] === 0x8b;
    const options = { chunkSize: roomFor(zipped), maxOutputLength: MOST_UNZIPPED };
    return isGzip ? { bytes: gunzipSync(zipped, options), zipped: size } : undefined;
  } catch {
    return undefined; // the stream meets the same failure
  }
}

const LEAST_ROOM = 64;

/** Gzip ends with the size of what it holds. Room for all of it at once saves gathering it from pieces; it is no promise. */
function roomFor(zipped: Buffer): number {
  const size = zipped.length < Uint32Array.BYTES_PER_ELEMENT ? 0 : zipped.readUInt32LE(zipped.length - 4);
  return Math.max(LEAST_ROOM, Math.min(size + 1, MOST_UNZIPPED));
}
