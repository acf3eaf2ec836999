import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a file of the shared folder; where there is none, that is a failure. */
export function readShared(file: string): string {
  const folder = process.env.TRAILBELL_SHARED ?? join(import.meta.dirname, '../../../../../shared');
  const path = join(folder, file);
  if (!existsSync(path)) {
    throw new Error(`${file} is missing in the shared folder ${folder}. Set TRAILBELL_SHARED to where it is.`);
  }
  return readFileSync(path, 'utf8');
}
