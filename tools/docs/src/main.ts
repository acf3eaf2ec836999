import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedPages } from './generated-pages.ts';

/** `npm run docs`: writes the generated pages, and removes those of detections that are no more. */
const docs = join(import.meta.dirname, '../../../docs');
const pages = await generatedPages();

mkdirSync(join(docs, 'detections'), { recursive: true });
for (const path of globSync('detections/*.md', { cwd: docs }).filter((known) => !pages.has(known))) {
  rmSync(join(docs, path));
}
for (const [path, text] of pages) {
  writeFileSync(join(docs, path), text);
}
process.stdout.write(`${pages.size} pages are written to docs/\n`);
