import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const layer = (name, dependsOn, packages) => ({
  sourceTag: `layer:${name}`,
  onlyDependOnLibsWithTags: dependsOn.map((other) => `layer:${other}`),
  ...packages,
});

/** Who may know whom (DESIGN §5). `packages` limits what each layer takes from npm. */
const layers = (limits) => [
  layer('model', ['model'], limits && { allowedExternalImports: ['zod'] }),
  layer('domain', ['model', 'domain'], limits && { allowedExternalImports: ['zod'] }),
  layer('adapter', ['model', 'domain', 'adapter'], limits && { bannedExternalImports: ['aws-cdk-lib*', 'constructs'] }),
  layer('app', ['model', 'domain', 'adapter'], limits && { bannedExternalImports: ['aws-cdk-lib*', 'constructs'] }),
  layer(
    'infra',
    ['model', 'domain', 'infra'],
    limits && { bannedExternalImports: ['@middy/*', '@aws-lambda-powertools/*'] },
  ),
  layer('tool', ['model', 'domain', 'adapter', 'infra', 'tool']),
];

const boundaries = (limits) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    { banTransitiveDependencies: limits, allow: [], depConstraints: layers(limits) },
  ],
});

const noTestingFolders = {
  group: ['**/testing/*', '@trailbell/*/testing'],
  message: 'testing/ holds help for specs; only specs import it.',
};

const onlyInSpecs = {
  group: ['@cloud-copilot/*'],
  message: 'Its licence is the AGPL: specs use it, and nothing that is deployed may hold it.',
};

export default tseslint.config(
  { ignores: ['**/dist', '**/cdk.out', '**/coverage', '**/.nx', '**/node_modules', '**/*.template'] },
  js.configs.recommended,
  ...nx.configs['flat/base'],
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...boundaries(true),
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A pattern, a policy and a table item are records by nature: an index signature says so.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // A schema and its type share one name (STYLE §4).
      '@typescript-eslint/no-redeclare': 'off',
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: [noTestingFolders, onlyInSpecs] }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only main.ts and config.ts read the environment.' },
      ],
      complexity: ['error', 10],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/main.ts', '**/config.ts', '**/cli.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Specs may cast, reach into testing/, and use any package; layers still hold for them.
    files: ['**/*.spec.ts', '**/*.spec.tsx', '**/testing/**/*.ts'],
    rules: {
      ...boundaries(false),
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-properties': 'off',
      'max-lines': 'off',
      'max-lines-per-function': 'off',
    },
  },
  { files: ['**/*.mjs', '**/*.js'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
  prettier,
);
