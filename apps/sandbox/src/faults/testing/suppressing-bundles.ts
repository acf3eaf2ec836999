import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, build } from 'esbuild';
import { type Suppression } from '@trailbell/alerting';
import { BUNDLE_OPTIONS } from '@trailbell/lambda-kit/bundle-options';
import { PEN_TESTER } from './events.ts';

const WORKSPACE = join(import.meta.dirname, '../../../../..');
const APPS = ['alert-lambda', 'digest-lambda'] as const;

/** Suppressions are declared in the code, and the catalogue ships with none. */
const SUPPRESSIONS: readonly Suppression[] = [
  {
    id: 'pentest-of-spring',
    alerts: { detectionId: ['cloudtrail-stopped'], actor: { name: [PEN_TESTER] } },
    owner: 'ana@example.com',
    reason: 'Penetration test by Example Ltd.',
    until: '2099-03-31',
  },
];

const suppressing: Plugin = {
  name: 'suppressing',
  setup: (building) => {
    building.onLoad({ filter: /[/\\]alerting[/\\]src[/\\]suppressions\.ts$/ }, () => ({
      contents: `export const suppressions = ${JSON.stringify(SUPPRESSIONS)};`,
      loader: 'js',
    }));
  },
};

/** The lambdas' bundles with a suppression declared: as they are deployed, but for that one list. By the function's name. */
export async function suppressingBundles(folder: string): Promise<Readonly<Record<string, string>>> {
  const built = await Promise.all(
    APPS.map(async (app): Promise<[string, string]> => {
      const outdir = join(folder, app);
      await build({
        ...BUNDLE_OPTIONS,
        mainFields: [...BUNDLE_OPTIONS.mainFields],
        absWorkingDir: WORKSPACE,
        entryPoints: { index: join('apps', app, 'src/main.ts') },
        outdir,
        outExtension: { '.js': '.mjs' },
        format: 'esm',
        minify: true,
        logLevel: 'silent',
        plugins: [suppressing],
      });
      if (!existsSync(join(outdir, 'index.mjs'))) {
        throw new Error(`esbuild left no bundle of ${app} in ${outdir}`);
      }
      return [`trailbell-${app}`, outdir];
    }),
  );
  return Object.fromEntries(built);
}
