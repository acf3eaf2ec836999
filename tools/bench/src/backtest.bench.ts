import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bench, type Figure } from './bench.ts';
import { type Measured, measuredRun } from './reader/measured-run.ts';
import { type TrailFiles, writeTrailFiles } from './reader/trail-files.ts';

const BACKTEST = fileURLToPath(new URL('../../../apps/backtest/src/main.ts', import.meta.url));
const GUNZIP = fileURLToPath(new URL('reader/gunzip-alone.ts', import.meta.url));
/** As `npm run backtest` has it. */
const FLAGS = ['--initial-heap-size=64', '--import', new URL('../../compile-cache.mjs', import.meta.url).href];
const ROUNDS = 3;
/** Some 1,200,000 records to measure the rate, so that the start of a process is a small part of it. */
const TIMES_EACH = 30;
const MB = 1_000_000;
const DEFAULT_GIGABYTES = 2;

interface Round {
  readonly gunzip: Measured;
  readonly one: Measured;
  readonly two: Measured;
}

/**
 * The whole backtest, from start to report, all detections on, over a trail as S3 holds it: in processes of their own, kept to
 * one core and to two, by turns with `gunzipSync` alone over the same files. Rates of one core are by processor time, of two by
 * the clock. At last its memory over a large trail: `--gigabytes` says how large.
 */
export const bench: Bench = {
  name: 'backtest',
  async *run({ gigabytes = DEFAULT_GIGABYTES }): AsyncGenerator<Figure> {
    const folder = await mkdtemp(join(tmpdir(), 'trailbell-bench-'));
    try {
      const files = await writeTrailFiles(join(folder, 'trail'), TIMES_EACH);
      yield* figures(files, await rounds(files));
      yield* await memory(join(folder, 'large'), Math.ceil((TIMES_EACH * gigabytes * 1_000 * MB) / files.bytes));
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function rounds(files: TrailFiles): Promise<readonly Round[]> {
  const measured: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    measured.push({
      gunzip: await measuredRun('0', [], [GUNZIP, files.folder]),
      one: await backtest('0', files, 1),
      two: await backtest('0,1', files, 2),
    });
  }
  return measured;
}

async function backtest(cores: string, { folder, records }: TrailFiles, threads: number): Promise<Measured> {
  const measured = await measuredRun(cores, FLAGS, [BACKTEST, folder, '--threads', String(threads)]);
  if (!measured.output.startsWith(`${records.toLocaleString('en-US')} events`)) {
    throw new Error('the backtest did not count every record: the figure would mean nothing');
  }
  return measured;
}

function* figures({ records, zippedBytes }: TrailFiles, measured: readonly Round[]): Generator<Figure> {
  const figure = (metric: string, unit: string, value: (round: Round) => number): Figure => {
    return { bench: 'backtest', metric, value: median(measured.map(value)), unit, n: measured.length };
  };
  const zipped = zippedBytes / MB;
  yield figure('one-core', 'records/s', ({ one }) => records / one.cpuSeconds);
  yield figure('one-core-gzip', 'MB/s', ({ one }) => zipped / one.cpuSeconds);
  yield figure('gunzip-sync-alone', 'MB/s', ({ gunzip }) => zipped / gunzip.cpuSeconds);
  yield figure('one-core-to-gunzip', 'ratio', ({ one, gunzip }) => gunzip.cpuSeconds / one.cpuSeconds);
  yield figure('two-cores', 'records/s', ({ two }) => records / two.seconds);
  yield figure('two-cores-gzip', 'MB/s', ({ two }) => zipped / two.seconds);
}

async function memory(folder: string, rounds: number): Promise<readonly Figure[]> {
  const files = await writeTrailFiles(folder, rounds);
  const { mostMemoryMB } = await backtest('0,1', files, 2);
  const large = { bench: 'backtest', n: 1 };
  return [
    { ...large, metric: 'large-trail', value: files.bytes / MB, unit: 'MB of JSON' },
    { ...large, metric: 'large-trail-memory', value: mostMemoryMB, unit: 'MB' },
  ];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
