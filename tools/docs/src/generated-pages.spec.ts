import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { documentedCatalogue } from './documented-catalogue.ts';
import { generatedPages } from './generated-pages.ts';

const DOCS = join(import.meta.dirname, '../../../docs');
const RULES = join(import.meta.dirname, '../../../libs/detections/src/rules');

test('the pages in docs/ are what the catalogue says today; npm run docs writes them', async () => {
  const pages = await generatedPages();

  const stale = [...pages].filter(([path, text]) => readPage(path) !== text).map(([path]) => path);
  expect(stale).toEqual([]);
  expect(globSync('detections/*.md', { cwd: DOCS }).filter((path) => !pages.has(path))).toEqual([]);
});

test('every detection has a page, switched off or not', () => {
  const rules = globSync('*.ts', { cwd: RULES }).filter((file) => !file.endsWith('.spec.ts'));

  expect(documentedCatalogue().map(({ id }) => `${id}.ts`)).toEqual(rules.sort());
});

test('every page says in words what its detection tells', () => {
  const silent = documentedCatalogue().filter(({ description }) => description.length === 0);

  expect(silent.map(({ id }) => id)).toEqual([]);
});

function readPage(path: string): string | undefined {
  try {
    return readFileSync(join(DOCS, path), 'utf8');
  } catch {
    return undefined;
  }
}
