import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Unzips every file of a folder and does nothing with it: what no reader of gzip in Node can be faster than. */
function gunzipAll(folder: string): number {
  return readdirSync(folder).reduce((sum, file) => sum + gunzipSync(readFileSync(join(folder, file))).length, 0);
}

process.stdout.write(`${gunzipAll(process.argv[2] ?? '')}\n`);
