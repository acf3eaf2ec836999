import { existsSync, globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type CreateNodes, type ProjectConfiguration, type TargetConfiguration } from '@nx/devkit';
import { bundleTarget } from './bundle-target.ts';
import { deployTargetOf } from './deploy-target.ts';
import { invokeTargetOf, serveTargetOf } from './sandbox-targets.ts';

/** A project is a folder with one of these; a `lambda.json` alone makes a lambda app. */
const PROJECT_FILES = '{apps,libs,tools}/*/{package.json,project.json,lambda.json}';

/**
 * Gives every project its targets, so that no project repeats them: lint, typecheck, test, test-shared where specs read the
 * shared corpus, test-workspace where they run commands in a copy of the workspace, and faults where everything goes wrong in
 * them. A folder of `apps/` with a `lambda.json` is a lambda app: it is also named, tagged, bundled, deployed, and tied to
 * `libs/cdk`, whose change redeploys it (DESIGN §4).
 */
export const createNodes: CreateNodes = [
  PROJECT_FILES,
  (files, _options, { workspaceRoot }) =>
    files.map((file) => [file, { projects: { [dirname(file)]: configurationOf(file, workspaceRoot) } }]),
];

function configurationOf(file: string, workspaceRoot: string): Partial<ProjectConfiguration> {
  const root = dirname(file);
  const targets = checkTargets(join(workspaceRoot, root));

  if (basename(file) !== 'lambda.json') {
    return { targets };
  }
  const name = basename(root);
  return {
    name,
    projectType: 'application',
    sourceRoot: `${root}/src`,
    tags: ['layer:app', 'lambda'],
    implicitDependencies: ['cdk'],
    targets: {
      ...targets,
      ...(targets.test && { test: testOfBundle }),
      build: bundleTarget,
      invoke: invokeTargetOf(name),
      serve: serveTargetOf(name),
      deploy: deployTargetOf(name),
    },
  };
}

function checkTargets(folder: string): Record<string, TargetConfiguration> {
  const specs = globSync('src/**/*.spec.{ts,tsx}', { cwd: folder });
  const shared = specs.filter((spec) => spec.includes('.shared.spec.'));
  const workspace = specs.filter((spec) => spec.includes('.workspace.spec.'));
  const faults = specs.filter((spec) => spec.includes('.faults.spec.'));
  return {
    lint,
    ...(existsSync(join(folder, 'tsconfig.json')) && { typecheck }),
    ...(specs.length > shared.length + workspace.length + faults.length && { test }),
    ...(shared.length > 0 && { 'test-shared': testShared }),
    ...(workspace.length > 0 && { 'test-workspace': testWorkspace }),
    ...(faults.length > 0 && { faults: testFaults }),
  };
}

const lint: TargetConfiguration = {
  executor: 'nx:run-commands',
  cache: true,
  options: { cwd: '{projectRoot}', command: 'eslint --max-warnings 0 .' },
  inputs: [
    'default',
    '^production',
    '{workspaceRoot}/eslint.config.mjs',
    { externalDependencies: ['eslint', 'typescript-eslint', '@nx/eslint-plugin'] },
  ],
};

const typecheck: TargetConfiguration = {
  executor: 'nx:run-commands',
  cache: true,
  options: { cwd: '{projectRoot}', command: 'tsc -p . --pretty false' },
  inputs: ['default', '^production', { externalDependencies: ['typescript'] }],
};

const jest = {
  cwd: '{projectRoot}',
  command: 'jest --config ../../jest.preset.js --rootDir .',
};
const jestEnvironment = { NODE_OPTIONS: '--experimental-vm-modules --no-warnings' };

const test: TargetConfiguration = {
  executor: 'nx:run-commands',
  cache: true,
  options: { ...jest, env: jestEnvironment },
  inputs: [
    'default',
    '^production',
    '{workspaceRoot}/jest.preset.js',
    { externalDependencies: ['jest'] },
    { runtime: 'node --version' },
  ],
};

/** A lambda app's specs run the bundle that is deployed, too. */
const testOfBundle: TargetConfiguration = {
  ...test,
  dependsOn: ['build'],
  inputs: [...(test.inputs ?? []), { dependentTasksOutputFiles: '**/index.mjs' }],
};

/** Reads files outside the workspace, so it is never taken from the cache. */
const testShared: TargetConfiguration = {
  executor: 'nx:run-commands',
  cache: false,
  options: { ...jest, env: { ...jestEnvironment, TRAILBELL_SPECS: 'shared' } },
};

/** Its inputs are all that is committed, so it is never taken from the cache. */
const testWorkspace: TargetConfiguration = {
  executor: 'nx:run-commands',
  cache: false,
  options: { ...jest, env: { ...jestEnvironment, TRAILBELL_SPECS: 'workspace' } },
};

/** Random faults, and a printed balance: never taken from the cache. */
const testFaults: TargetConfiguration = {
  executor: 'nx:run-commands',
  cache: false,
  options: {
    cwd: jest.cwd,
    command: `${jest.command} --maxWorkers=2`,
    env: { ...jestEnvironment, TRAILBELL_SPECS: 'faults' },
  },
};
