import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, type Figure } from './bench.ts';
import { type RunningSandbox, startSandbox } from './sandbox/running-sandbox.ts';
import { trailStopped } from './sandbox/records.ts';

const STARTS = 5;
const WARM_UPS = 30;
const ONE_BY_ONE = 300;
const BURST = 1_000;
/** Fifteen incidents in a minute of event time are no storm, so that none is folded. */
const APART_SECONDS = 4;

/**
 * The sandbox as people use it, through its page's API on this machine: how soon its stacks are up, how long an event takes to its
 * Slack message, and what becomes of a thousand alerts at once. Needs `nx run sandbox:prepare`.
 */
export const bench: Bench = {
  name: 'sandbox',
  async *run() {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-bench-'));
    const first = join(folder, 'first.ndjson');
    await writeFile(first, JSON.stringify(trailStopped('first')));
    try {
      yield await startFigure(first);
      const sandbox = await startSandbox(first);
      try {
        yield* latencyFigures(await latencies(sandbox));
        yield* burstFigures(await burst(sandbox));
      } finally {
        await sandbox.stop();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function startFigure(events: string): Promise<Figure> {
  const starts: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const sandbox = await startSandbox(events);
    starts.push(sandbox.startMs);
    await sandbox.stop();
  }
  return figure('process start to stacks up and page served', percentile(starts, 0.5), 'ms', STARTS);
}

/** From posting an event until the page is told of its Slack message, one event at a time. */
async function latencies({ post, stream }: RunningSandbox): Promise<readonly number[]> {
  const measured: number[] = [];
  for (let index = 0; index < WARM_UPS + ONE_BY_ONE; index += 1) {
    const trail = `one-${index}-by-one`;
    const startedAt = performance.now();
    await Promise.all([
      post([trailStopped(trail, { second: index * APART_SECONDS })]),
      stream.until(() => stream.messages.at(-1)?.text.includes(trail) === true),
    ]);
    measured.push(performance.now() - startedAt);
  }
  return measured.slice(WARM_UPS);
}

function* latencyFigures(measured: readonly number[]): Iterable<Figure> {
  yield figure('event to Slack message, warm, one at a time: p50', percentile(measured, 0.5), 'ms', measured.length);
  yield figure('event to Slack message, warm, one at a time: p99', percentile(measured, 0.99), 'ms', measured.length);
}

/** A day after those that came one by one. */
function burstEvent(index: number): object {
  return trailStopped(`burst-${index}-event`, { second: 86_400 + index * APART_SECONDS });
}

interface Burst {
  readonly durationMs: number;
  readonly told: readonly string[];
}

async function burst({ post, stream }: RunningSandbox): Promise<Burst> {
  await stream.until(() => stream.phase === 'drained');
  const before = stream.messages.length;
  const startedAt = performance.now();
  await Promise.all([
    post(Array.from({ length: BURST }, (_, index) => burstEvent(index))),
    stream.until(() => stream.phase === 'working'),
  ]);
  await stream.until(() => stream.phase === 'drained');
  return {
    durationMs: performance.now() - startedAt,
    told: stream.messages.slice(before).flatMap(({ text }) => /burst-\d+-event/.exec(text) ?? []),
  };
}

function* burstFigures({ durationMs, told }: Burst): Iterable<Figure> {
  const distinct = new Set(told).size;
  yield figure(`burst of ${BURST} alerts until drained`, durationMs / 1000, 's', 1);
  yield figure(`alerts told a second, sustained over ${BURST}`, (distinct / durationMs) * 1_000, 'alerts/s', 1);
  yield figure(`burst of ${BURST} alerts: lost`, BURST - distinct, 'alerts', 1);
  yield figure(`burst of ${BURST} alerts: doubled`, told.length - distinct, 'alerts', 1);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function figure(metric: string, value: number, unit: string, n: number): Figure {
  return { bench: 'sandbox', metric, value: Math.round(value * 100) / 100, unit, n };
}
