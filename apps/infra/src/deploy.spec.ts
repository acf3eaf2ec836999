import { readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { expect, test } from '@jest/globals';
import { lambdaNamed } from '@trailbell/cdk';
import { appWith, deployment, templatesOf } from './testing/synthesised.ts';

const project = JSON.parse(readFileSync(new URL('../project.json', import.meta.url), 'utf8')) as {
  targets: { deploy: { options: { command: string } } };
};
const [, names = ''] = / --exclusively (.+)$/.exec(project.targets.deploy.options.command) ?? [];
const patterns = names.replaceAll("'", '').split(' ');

test('the deploy target takes every core stack, and the stack of no app', () => {
  const apps = deployment().apps.map(({ name }) => lambdaNamed(name));
  const stacks = [...templatesOf(appWith()).keys()];

  const taken = stacks.filter((stack) => patterns.some((pattern) => matchesGlob(stack, pattern)));

  expect(taken).toEqual(stacks.filter((stack) => !apps.includes(stack)));
});
