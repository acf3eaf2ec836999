import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from './message-of.ts';

export type FoundFile =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'none'; readonly path: string; readonly reason: string };

/** What a folder is searched for. A file that is named is read, whatever it is called. */
const EVENT_FILE = /\.(json|ndjson|jsonl)(\.gz)?$/i;

export function isEventFile(name: string): boolean {
  return EVENT_FILE.test(name);
}

/** The file, or the event files of the folder and the folders in it, in the order of their names. */
export async function* filesUnder(path: string): AsyncGenerator<FoundFile> {
  try {
    if (!(await stat(path)).isDirectory()) {
      yield { kind: 'file', path };
      return;
    }
  } catch (error) {
    yield { kind: 'none', path, reason: messageOf(error) };
    return;
  }
  let count = 0;
  for await (const found of filesIn(path)) {
    count += 1;
    yield found;
  }
  if (count === 0) {
    yield { kind: 'none', path, reason: 'the folder holds no .json, .ndjson or .jsonl file, gzip or not' };
  }
}

async function* filesIn(folder: string): AsyncGenerator<FoundFile> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => messageOf(error));
  if (typeof entries === 'string') {
    yield { kind: 'none', path: folder, reason: entries };
    return;
  }
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* filesIn(path);
    } else if (isEventFile(entry.name)) {
      yield { kind: 'file', path };
    }
  }
}
