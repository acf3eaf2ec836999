import { setImmediate } from 'node:timers/promises';
import { type Batch } from './batch.ts';
import { Collected } from './collected.ts';
import { type HistoryFile } from './event-history.ts';
import { type Examining } from './examining.ts';
import { type FileSource, localFiles } from './file-chunks.ts';
import { readFile } from './file-reading.ts';
import { isS3 } from '../s3/s3-address.ts';

/** Reads files one after another, wherever they lie. Between them whatever else the thread has to do is done. */
export async function* batchesOfFiles(
  files: readonly HistoryFile[],
  examining: Examining,
): AsyncGenerator<Batch, undefined> {
  const objects = files.filter(({ path }) => isS3(path));
  const s3 = objects.length > 0 ? await objectsIn(objects) : undefined;
  const collected = new Collected();
  for (const { path } of files) {
    yield* readFile(path, examining, collected, s3 !== undefined && isS3(path) ? s3 : localFiles);
    await setImmediate();
  }
  yield collected.take();
  return undefined;
}

/** The SDK is loaded when there is something for it to do. */
async function objectsIn(objects: readonly HistoryFile[]): Promise<FileSource> {
  const { s3Objects } = await import('../s3/objects-at.ts');
  return s3Objects(objects);
}
