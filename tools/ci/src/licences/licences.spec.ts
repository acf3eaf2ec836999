import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { workspaceRoot } from '@nx/devkit';
import { ACCEPTED, licencePage } from './licence-page.ts';
import { runtimePackages } from './runtime-packages.ts';

const packages = runtimePackages(JSON.parse(readFileSync(join(workspaceRoot, 'package-lock.json'), 'utf8')));

test('docs/licences.md lists what the lock file holds now; npm run licences writes it', async () => {
  expect(readFileSync(join(workspaceRoot, 'docs/licences.md'), 'utf8')).toBe(await licencePage(packages));
});

test('every licence is one that a bundle may be under', () => {
  expect(packages.filter(({ licence }) => !ACCEPTED.includes(licence))).toEqual([]);
});

test('packages that packages need are listed, those of development are not', () => {
  const names = packages.map(({ name }) => name);

  expect(names).toEqual(expect.arrayContaining(['@slack/web-api', '@smithy/core', 'zod']));
  expect(names).not.toContain('jest');
});

test('the nearest of two versions counts', () => {
  const found = runtimePackages({
    packages: {
      '': { dependencies: { a: '1', b: '1' } },
      'node_modules/a': { version: '1.0.0', license: 'MIT', dependencies: { b: '2' } },
      'node_modules/a/node_modules/b': { version: '2.0.0', license: 'ISC' },
      'node_modules/b': { version: '1.0.0', license: 'MIT' },
    },
  });

  expect(found.map(({ name, version }) => `${name} ${version}`)).toEqual(['a 1.0.0', 'b 1.0.0', 'b 2.0.0']);
});

test('a package without a licence is refused by name', () => {
  const lockFile = { packages: { '': { dependencies: { a: '1' } }, 'node_modules/a': { version: '1.0.0' } } };

  expect(() => runtimePackages(lockFile)).toThrow('package-lock.json gives no licence of a.');
});
