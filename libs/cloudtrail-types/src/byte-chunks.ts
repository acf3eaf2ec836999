import { createGunzip } from 'node:zlib';
import { messageOf } from './message-of.ts';

/** How a stream of bytes ended: `undefined` when it simply did, else what stopped it. */
export type Ending = string | undefined;

const DECODED_CHUNK_SIZE = 256 * 1024; // fits a core's cache together with what is made of it

/**
 * The bytes as they are, or unzipped where they are gzip: told by the bytes, whatever the name of the file. What could
 * be read before a failure is given out first; the failure is returned, for it does not undo what came before.
 */
export async function* decodedChunks(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array, Ending> {
  const chunks = source[Symbol.asyncIterator]();
  try {
    const first = await firstBytes(chunks);
    const rest = continued(first, chunks);
    if (first.subarray(0, GZIP_MARK.length).equals(GZIP_MARK)) {
      return yield* unzipped(rest);
    }
    yield* rest;
    return undefined;
  } catch (error) {
    return `it could not be read to its end: ${messageOf(error)}`;
  } finally {
    await chunks.return?.();
  }
}

/** How gzip data begins. */
const GZIP_MARK = Buffer.from([0x1f, 0x8b]);

async function firstBytes(chunks: AsyncIterator<Uint8Array | string>): Promise<Buffer> {
  let first: Buffer = Buffer.alloc(0);
  while (first.length < GZIP_MARK.length) {
    const next = await chunks.next();
    if (next.done === true) {
      break;
    }
    first = Buffer.concat([first, bytesOf(next.value)]);
  }
  return first;
}

async function* continued(
  first: Uint8Array,
  chunks: AsyncIterator<Uint8Array | string>,
): AsyncGenerator<Uint8Array, undefined> {
  yield first;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    yield bytesOf(next.value);
  }
}

/**
 * Node's streams throw away what they had decoded when the data turns out broken. Writing chunk by chunk and taking
 * what came out after each keeps it, and keeps no more in memory than one chunk unzips to.
 */
async function* unzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, Ending> {
  const gunzip = createGunzip({ chunkSize: DECODED_CHUNK_SIZE });
  const decoded: Uint8Array[] = [];
  gunzip.on('data', (chunk: Uint8Array) => decoded.push(chunk));
  const failure = new Promise<Error>((resolve) => gunzip.once('error', resolve));
  const end = new Promise<undefined>((resolve) => gunzip.once('end', resolve));
  try {
    let error: Error | undefined;
    for await (const chunk of chunks) {
      const writing = Promise.race([failure, written(gunzip, chunk)]);
      yield* decoded.splice(0); // of the chunk before: it is read while this one is unzipped
      error = await writing;
      if (error !== undefined) {
        break;
      }
    }
    if (error === undefined) {
      gunzip.end();
      error = await Promise.race([failure, end]);
    }
    yield* decoded.splice(0);
    return error === undefined ? undefined : brokenGzip(error);
  } finally {
    gunzip.destroy();
  }
}

function written(gunzip: NodeJS.WritableStream, chunk: Uint8Array): Promise<undefined> {
  return new Promise((resolve) => {
    gunzip.write(chunk, () => {
      resolve(undefined);
    });
  });
}

function brokenGzip(error: Error): string {
  return error.message === 'unexpected end of file'
    ? 'its gzip data ends early'
    : `its gzip data is broken: ${error.message}`;
}

function bytesOf(chunk: Uint8Array | string): Uint8Array {
  return typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}
