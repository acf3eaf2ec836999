/**
 * The one jest configuration. The targets of tools/nx-plugin run it with each project's folder as `--rootDir`:
 * `test` runs what needs nothing but the workspace, `test-shared` the specs that read the shared corpus.
 */
const shared = process.env.TRAILBELL_SPECS === 'shared';

export default {
  testEnvironment: 'node',
  testMatch: [`<rootDir>/**/*.${shared ? 'shared.' : ''}spec.{ts,tsx}`],
  testPathIgnorePatterns: ['/node_modules/', ...(shared ? [] : ['\\.shared\\.spec\\.'])],
  // Node 24 runs TypeScript and ES modules as they are: what is tested is what is deployed, without a transformer.
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {},
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  coverageProvider: 'v8',
};
