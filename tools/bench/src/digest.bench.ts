import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, type Figure } from './bench.ts';
import { objectWritten } from './sandbox/records.ts';
import { type RunningSandbox, startSandbox } from './sandbox/running-sandbox.ts';

const LINES = 10_000;
const AT_ONCE = 1_000;

/**
 * A digest of ten thousand lines, through the sandbox: from the first event of the window until its digest is in Slack, how many it
 * counts, and the most memory that a lambda had meanwhile. Needs `nx run sandbox:prepare`, and Linux.
 */
export const bench: Bench = {
  name: 'digest',
  async *run() {
    const folder = await mkdtemp(join(tmpdir(), 'digest-bench-'));
    const first = join(folder, 'first.ndjson');
    await writeFile(first, JSON.stringify(objectWritten('first')));
    try {
      const sandbox = await startSandbox(first);
      try {
        yield* figuresOf(await windowOf(sandbox));
      } finally {
        await sandbox.stop();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

interface Window {
  readonly durationMs: number;
  readonly counted: number;
  readonly digests: number;
  readonly peakMemoryMb: number;
}

async function windowOf({ post, stream, peakMemoryMb }: RunningSandbox): Promise<Window> {
  await stream.until(() => stream.phase === 'drained');
  const before = stream.messages.length;
  const startedAt = performance.now();
  for (let from = 0; from < LINES; from += AT_ONCE) {
    await post(Array.from({ length: AT_ONCE }, (_, index) => objectWritten(`report-${from + index}.csv`)));
  }
  const totals = () =>
    stream.messages
      .slice(before)
      .flatMap(({ text }) => /^Digest: ([\d,]+) alerts?/.exec(text)?.[1]?.replaceAll(',', '') ?? []);
  const counted = () => totals().reduce((sum, total) => sum + Number(total), 0);
  await stream.until(() => counted() >= LINES && stream.phase === 'drained');
  return {
    durationMs: performance.now() - startedAt,
    counted: counted(),
    digests: totals().length,
    peakMemoryMb: peakMemoryMb(),
  };
}

function* figuresOf({ durationMs, counted, digests, peakMemoryMb }: Window): Iterable<Figure> {
  yield figure(`${LINES} lines until their digest is told (budget 60)`, durationMs / 1_000, 's');
  yield figure('lines in the digest', counted, 'lines');
  yield figure('digests', digests, 'digests');
  yield figure('most memory of a lambda process (512 given)', peakMemoryMb, 'MB');
}

function figure(metric: string, value: number, unit: string): Figure {
  return { bench: 'digest', metric, value: Math.round(value * 100) / 100, unit, n: 1 };
}
