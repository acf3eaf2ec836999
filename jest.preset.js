/**
 * The one jest configuration. The targets of tools/nx-plugin run it with each project's folder as `--rootDir`: `test` runs
 * most specs, `test-shared` those that read the shared corpus, `test-workspace` those that run commands in a copy of the workspace. `sandbox:faults` runs those that take minutes.
 */
const KINDS = ['shared', 'workspace', 'faults'];
const kind = KINDS.find((name) => name === process.env.TRAILBELL_SPECS);

export default {
  testEnvironment: 'node',
  testMatch: [`<rootDir>/**/*.${kind ? `${kind}.` : ''}spec.{ts,tsx}`],
  testPathIgnorePatterns: ['/node_modules/', ...(kind ? [] : [`\\.(${KINDS.join('|')})\\.spec\\.`])],
  // Node 24 runs TypeScript and ES modules as they are: what is tested is what is deployed, without a transformer.
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {},
  // No spec is timed: this only ends one that hangs, on however slow and busy a machine.
  testTimeout: 300_000,
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  coverageProvider: 'v8',
};
