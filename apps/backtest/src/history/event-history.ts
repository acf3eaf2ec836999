import { stat } from 'node:fs/promises';
import { type Unreadable, filesUnder } from '@trailbell/cloudtrail-types';

export interface HistoryFile {
  readonly path: string;
  readonly bytes: number;
}

/** The files to read, in order, and the paths at which there are none. */
export interface EventHistory {
  readonly files: readonly HistoryFile[];
  readonly unreadable: readonly Unreadable[];
  readonly bytes: number;
}

/** The event files under these paths. A file that is named twice is read once. */
export async function eventHistory(paths: readonly string[]): Promise<EventHistory> {
  const files = new Map<string, HistoryFile>();
  const unreadable: Unreadable[] = [];
  for (const path of paths) {
    for await (const found of filesUnder(path)) {
      if (found.kind === 'none') {
        unreadable.push({ kind: 'unreadable', file: found.path, reason: found.reason });
      } else {
        const { size } = await stat(found.path);
        files.set(found.path, { path: found.path, bytes: size });
      }
    }
  }
  const all = [...files.values()];
  return { files: all, unreadable, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0) };
}
