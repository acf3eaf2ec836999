import { type TargetConfiguration } from '@nx/devkit';

/**
 * Bundles a lambda app into one ES module for nodejs24.x, with the AWS SDK inside: that and `mainFields` are what keep a
 * cold start short. The banner gives CommonJS dependencies (X-Ray, Slack) their `require`.
 */
export const bundleTarget: TargetConfiguration = {
  executor: '@nx/esbuild:esbuild',
  cache: true,
  dependsOn: [],
  inputs: [
    'production',
    '^production',
    { externalDependencies: ['esbuild', '@nx/esbuild'] },
    { runtime: 'node --version' },
  ],
  outputs: ['{options.outputPath}'],
  options: {
    main: '{projectRoot}/src/main.ts',
    tsConfig: '{projectRoot}/tsconfig.json',
    outputPath: 'dist/{projectRoot}',
    outputFileName: 'index.mjs',
    platform: 'node',
    target: 'node24',
    format: ['esm'],
    bundle: true,
    thirdParty: true,
    minify: true,
    sourcemap: 'external',
    metafile: true,
    assets: [],
    external: [],
    // The typecheck target does it.
    skipTypeCheck: true,
    esbuildOptions: {
      outExtension: { '.js': '.mjs' },
      mainFields: ['module', 'main'],
      alias: {
        // In a lambda credentials come from the environment alone; the SDK's search elsewhere is an eighth of the bundle.
        '@aws-sdk/credential-provider-node': '@trailbell/lambda-kit/environment-credentials',
        // X-Ray asks it one question.
        semver: '@trailbell/lambda-kit/version-order',
      },
      legalComments: 'none',
      sourcesContent: false,
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
      },
    },
  },
};
