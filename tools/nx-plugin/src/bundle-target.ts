import { type TargetConfiguration } from '@nx/devkit';
import { BUNDLE_OPTIONS } from '@trailbell/lambda-kit/bundle-options';

const { bundle, platform, target, mainFields, alias, banner } = BUNDLE_OPTIONS;

/** Bundles a lambda app into one ES module for nodejs24.x. */
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
    platform,
    target,
    format: ['esm'],
    bundle,
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
      mainFields: [...mainFields],
      alias,
      legalComments: 'none',
      sourcesContent: false,
      banner,
    },
  },
};
