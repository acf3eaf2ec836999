import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect, test } from '@jest/globals';
import { workspaceRoot } from '@nx/devkit';

const lambdaApps = globSync('apps/*/lambda.json', { cwd: workspaceRoot }).map((file) => basename(dirname(file)));
/** Apps of teams may use any library. */
const teamsApps = lambdaApps.filter((app) => app !== 'alert-lambda' && app !== 'digest-lambda');

// Specs of nx-plugin and ci run a copy of the workspace, so a change of any library is a change to them.
test.each([
  {
    change: 'libs/alert-store/src/index.ts',
    affects: ['alert-lambda', 'alert-store', 'backtest', 'ci', 'digest-lambda', 'nx-plugin', 'operate', 'sandbox'],
  },
  {
    change: 'libs/cdk/src/index.ts',
    affects: [
      'alert-lambda',
      'bench',
      'cdk',
      'ci',
      'digest-lambda',
      'docs',
      'infra',
      'nx-plugin',
      'operate',
      'sandbox',
    ],
  },
  { change: 'apps/alert-lambda/src/main.ts', affects: ['alert-lambda', 'operate', 'sandbox'] },
  { change: 'README.md', affects: [] },
])('a change of $change affects exactly $affects, beside apps of teams', ({ change, affects }) => {
  expect(affectedBy(change).filter((project) => !teamsApps.includes(project))).toEqual(affects);
});

test('a change of the house redeploys every lambda app', () => {
  expect(affectedBy('libs/cdk/src/index.ts')).toEqual(expect.arrayContaining(lambdaApps));
});

function affectedBy(file: string): readonly string[] {
  const affected: unknown = JSON.parse(
    execFileSync('nx', ['show', 'projects', '--affected', `--files=${file}`, '--json'], {
      cwd: workspaceRoot,
      encoding: 'utf8',
    }),
  );
  return (affected as string[]).toSorted();
}
