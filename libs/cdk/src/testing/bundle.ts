import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with a bundle as `nx build` leaves it, source map and metadata beside it. */
export function bundleFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trailbell-bundle-'));
  writeFileSync(join(folder, 'index.mjs'), 'export const handler = async () => {};\n');
  writeFileSync(join(folder, 'index.mjs.map'), '{}');
  writeFileSync(join(folder, 'meta.json'), '{}');
  return folder;
}
