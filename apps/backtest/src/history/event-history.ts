import { stat } from 'node:fs/promises';
import { type Unreadable, filesUnder } from '@trailbell/cloudtrail-types';
import { isS3 } from '../s3/s3-address.ts';
import { type Scope } from './scope.ts';

export interface HistoryFile {
  /** Of a file, or `s3://bucket/key`. */
  readonly path: string;
  readonly bytes: number;
}

/** The files to read, in order, and the paths at which there are none. */
export interface EventHistory {
  readonly files: readonly HistoryFile[];
  readonly unreadable: readonly Unreadable[];
  readonly bytes: number;
}

/**
 * The event files under these paths that may hold what is asked for, in order of the times that CloudTrail puts in their names:
 * those of other accounts and regions lie elsewhere, and what is counted over all of them should be counted in order. A file
 * that is named twice is read once.
 */
export async function eventHistory(paths: readonly string[], scope: Scope): Promise<EventHistory> {
  const files = new Map<string, HistoryFile>();
  const unreadable: Unreadable[] = [];
  for (const path of paths) {
    for await (const found of isS3(path) ? objectsUnder(path, scope) : filesAt(path)) {
      if ('reason' in found) {
        unreadable.push(found);
      } else {
        files.set(found.path, found);
      }
    }
  }
  const all = [...files.values()].sort((one, other) => compare(timeIn(one), timeIn(other)));
  return { files: all, unreadable, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0) };
}

async function* filesAt(path: string): AsyncGenerator<HistoryFile | Unreadable> {
  for await (const found of filesUnder(path)) {
    yield found.kind === 'none'
      ? { kind: 'unreadable', file: found.path, reason: found.reason }
      : { path: found.path, bytes: (await stat(found.path)).size };
  }
}

/** The SDK is loaded when there is something for it to do. */
async function* objectsUnder(path: string, scope: Scope): AsyncGenerator<HistoryFile | Unreadable> {
  const { objectsAt } = await import('../s3/objects-at.ts');
  yield* await objectsAt(path, scope);
}

/** `…_CloudTrail_eu-central-1_20260301T0805Z_….json.gz`: when the file was delivered. Others come first, in the order given. */
const DELIVERED = /_CloudTrail[^_/]*_[a-z0-9-]+_(\d{8}T\d{4})Z_[^/]*$/;

function timeIn({ path }: HistoryFile): string {
  return DELIVERED.exec(path)?.[1] ?? '';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
