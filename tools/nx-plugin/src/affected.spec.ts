import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { workspaceRoot } from '@nx/devkit';

test.each([
  {
    change: 'libs/alert-store/src/index.ts',
    affects: ['alert-lambda', 'alert-store', 'digest-lambda', 'sandbox'],
  },
  {
    change: 'libs/cdk/src/index.ts',
    affects: ['alert-lambda', 'cdk', 'digest-lambda', 'infra', 'sandbox'],
  },
  { change: 'apps/alert-lambda/src/main.ts', affects: ['alert-lambda', 'sandbox'] },
  { change: 'README.md', affects: [] },
])('a change of $change affects exactly $affects', ({ change, affects }) => {
  const affected: unknown = JSON.parse(
    execFileSync('nx', ['show', 'projects', '--affected', `--files=${change}`, '--json'], {
      cwd: workspaceRoot,
      encoding: 'utf8',
    }),
  );

  expect([...(affected as string[])].sort()).toEqual(affects);
});
