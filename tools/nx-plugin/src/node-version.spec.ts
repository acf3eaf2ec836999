import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { workspaceRoot } from '@nx/devkit';

const wanted = readFileSync(`${workspaceRoot}/.nvmrc`, 'utf8').trim();

test('specs run on the Node major that the lambdas run on', () => {
  expect(process.versions.node.split('.')[0]).toBe(wanted.split('.')[0]);
});

test('what npm scripts call "node" is the same major', () => {
  const version = execFileSync('npm', ['exec', '--no', '--', 'node', '--version'], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });

  expect(version).toMatch(new RegExp(`^v${wanted.split('.')[0] ?? ''}\\.`));
});
