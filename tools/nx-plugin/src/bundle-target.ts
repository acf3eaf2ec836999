import { type TargetConfiguration } from '@nx/devkit';
import { BUNDLE_OPTIONS } from '@trailbell/lambda-kit/bundle-options';

const { bundle, platform, target } = BUNDLE_OPTIONS;

/** The other options of esbuild, with what stays out of a bundle. */
const CONFIG = 'tools/nx-plugin/src/lambda-bundle.mjs';

/** Bundles a lambda app into one ES module for nodejs24.x. */
export const bundleTarget: TargetConfiguration = {
  executor: '@nx/esbuild:esbuild',
  cache: true,
  dependsOn: [],
  inputs: [
    'production',
    '^production',
    `{workspaceRoot}/${CONFIG}`,
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
    esbuildConfig: CONFIG,
  },
};
