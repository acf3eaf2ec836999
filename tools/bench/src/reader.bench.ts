import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readEvents, recordOf } from '@trailbell/cloudtrail-types';
import { type Bench, type Figure } from './bench.ts';
import { pinToCores } from './reader/pin-to-cores.ts';
import { seededRecords } from './reader/seeded-records.ts';

const RECORDS = 32_000; // some 44 MB: what one round of deliveries of a large account holds
const ROUNDS = 9;
const WARM_UP_ROUNDS = 2;

interface Round {
  readonly gunzipped: number;
  readonly parsed: number;
  readonly validated: number;
}

/**
 * JSON out of gzip, per second of one core: through the reader, with and without checking each record against the
 * schema, and through `zlib.gunzipSync` alone. The process keeps to one core, and what counts is the processor time of all
 * its threads, so that neither a second core helps the reader nor a busy machine hinders it; ratios are taken within a round.
 */
export const bench: Bench = {
  name: 'reader',
  async *run(): AsyncGenerator<Figure> {
    const json = Buffer.from(JSON.stringify({ Records: seededRecords(RECORDS, 1) }));
    const folder = await mkdtemp(join(tmpdir(), 'trailbell-bench-'));
    pinToCores('0');
    try {
      const file = join(folder, 'records.json.gz');
      await writeFile(file, gzipSync(json));
      yield* figures(await rounds(file, json.length));
    } finally {
      pinToCores(`0-${String(cpus().length - 1)}`);
      await rm(folder, { recursive: true });
    }
  },
};

async function rounds(file: string, size: number): Promise<readonly Round[]> {
  const zipped = await readFile(file);
  const measured: Round[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    measured.push({
      gunzipped: await megabytesPerSecond(size, () => gunzipSync(zipped).length === size),
      parsed: await megabytesPerSecond(size, () => readsAll(file, () => true)),
      validated: await megabytesPerSecond(size, () => readsAll(file, (value) => recordOf(value).oddities.length === 0)),
    });
  }
  return measured.slice(WARM_UP_ROUNDS);
}

type JsonObject = Parameters<typeof recordOf>[0];

async function readsAll(file: string, isGood: (value: JsonObject) => boolean): Promise<boolean> {
  let good = 0;
  for await (const result of readEvents(file)) {
    good += result.kind === 'event' && isGood(result.value) ? 1 : 0;
  }
  return good === RECORDS;
}

async function megabytesPerSecond(size: number, work: () => boolean | Promise<boolean>): Promise<number> {
  const start = process.cpuUsage();
  const isWhole = await work();
  const { user, system } = process.cpuUsage(start);
  if (!isWhole) {
    throw new Error('the reader did not give every record: the figure would mean nothing');
  }
  return size / (user + system); // bytes per microsecond
}

function* figures(measured: readonly Round[]): Generator<Figure> {
  const figure = (metric: string, unit: string, value: (round: Round) => number): Figure => {
    return { bench: 'reader', metric, value: median(measured.map(value)), unit, n: measured.length };
  };
  yield figure('gunzip-sync', 'MB/s', ({ gunzipped }) => gunzipped);
  yield figure('parsed', 'MB/s', ({ parsed }) => parsed);
  yield figure('validated', 'MB/s', ({ validated }) => validated);
  yield figure('parsed-to-gunzip', 'ratio', ({ parsed, gunzipped }) => parsed / gunzipped);
  yield figure('validated-to-gunzip', 'ratio', ({ validated, gunzipped }) => validated / gunzipped);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
