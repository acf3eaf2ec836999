import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type Bench } from './bench.ts';

const RUNS = 3;
const INFRA = join(import.meta.dirname, '../../../apps/infra');
const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** Synthesis of the largest environment as `nx run infra:synth` does it, cdk-nag and template validation included. Needs `nx run infra:synth`, for the bundles. */
export const bench: Bench = {
  name: 'synth',
  // eslint-disable-next-line @typescript-eslint/require-await -- nothing here is awaited, and a bench may
  async *run() {
    const seconds = Array.from({ length: RUNS }, () => secondsOf('organization')).toSorted((a, b) => a - b);
    yield {
      bench: 'synth',
      metric: 'synthesis of the largest environment (limit 10)',
      value: seconds[Math.floor(RUNS / 2)] ?? 0,
      unit: 's',
      n: RUNS,
    };
  },
};

function secondsOf(environment: string): number {
  const { context } = CdkJson.parse(JSON.parse(readFileSync(join(INFRA, 'cdk.json'), 'utf8')));
  const outdir = mkdtempSync(join(tmpdir(), 'trailbell-synth-'));
  try {
    const startedAt = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [join(INFRA, 'src/main.ts')], {
      encoding: 'utf8',
      cwd: INFRA,
      env: {
        CDK_OUTDIR: outdir,
        CDK_CONTEXT_JSON: JSON.stringify(context),
        JSII_DEPRECATED: 'quiet',
        TRAILBELL_ENVIRONMENT: environment,
      },
    });
    if (status !== 0) {
      throw new Error(`synthesis of ${environment} ended with ${String(status)}: ${stderr}`);
    }
    return (performance.now() - startedAt) / 1_000;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
