import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compile, type MatchResult, type Pattern, type PatternSet } from '@trailbell/event-pattern';
import { type Bench, type Figure } from './bench.ts';
import { type Density, eventsOf, rulesOf } from './event-pattern/workload.ts';

const EVENTS = 8_000;
const ROUNDS = 7;
/** The kernel counts a thread's time in ticks of some milliseconds: a round must be long beside them. */
const PASSES = 6;
const RULES = [1, 10, 100, 1_000, 10_000];

/**
 * How many events a second a set of patterns answers, on one thread, parsing included, beside `JSON.parse` of the same
 * texts in the same rounds; and what making the set costs.
 */
export const bench: Bench = {
  name: 'event-pattern',
  async *run() {
    for (const density of ['dense', 'sparse', 'broad'] as const) {
      const events = eventsOf(density, EVENTS);
      for (const count of RULES) {
        yield* figuresOf(density, rulesOf(density, count), events);
        // A breath between sets, so that figures are printed as they come.
        await new Promise(setImmediate);
      }
    }
  },
};

function* figuresOf(density: Density, rules: readonly Pattern[], events: readonly string[]): Generator<Figure> {
  const label = `${density}, ${String(rules.length)} rules`;
  const figure = (metric: string, value: number, unit: string, n = ROUNDS): Figure => ({
    bench: 'event-pattern',
    metric: `${label}: ${metric}`,
    value: Number(value.toPrecision(4)),
    unit,
    n,
  });

  const { set, compileMs, heapMb } = compiled(rules);
  yield figure('compile', compileMs, 'ms', 1);
  yield figure('heap', heapMb, 'MB', 1);

  const { seconds, matched } = measured(set, events);
  const megabytes = events.reduce((sum, event) => sum + Buffer.byteLength(event), 0) / 1e6;
  for (const [metric, taken] of Object.entries(seconds)) {
    yield figure(metric, events.length / taken, 'events/s');
    yield figure(`${metric}, bytes`, megabytes / taken, 'MB/s');
    yield figure(`${metric}, of JSON.parse`, seconds['JSON.parse'] / taken, 'ratio');
  }
  yield figure('matches an event', matched / events.length, 'matches', 1);
}

function compiled(rules: readonly Pattern[]): { set: PatternSet; compileMs: number; heapMb: number } {
  const texts = rules.map((rule) => JSON.stringify(rule));
  const heapBefore = usedHeap();
  const start = threadSeconds();
  const set = compile(texts);
  const compileMs = (threadSeconds() - start) * 1000;
  return { set, compileMs, heapMb: (usedHeap() - heapBefore) / 1e6 };
}

/** What is in use once the garbage is gone. */
function usedHeap(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
}

type Way = 'exact' | 'trusted' | 'JSON.parse';

/** The ways take turns, round by round, so that what else the machine does hits all of them; medians. */
function measured(set: PatternSet, events: readonly string[]): { seconds: Record<Way, number>; matched: number } {
  let matched = 0;
  const counted = (result: MatchResult): number => (result.ok ? result.matched.length : Number.NaN);
  const ways: Record<Way, (event: string) => number> = {
    exact: (event) => counted(set.match(event)),
    trusted: (event) => counted(set.matchTrusted(event)),
    'JSON.parse': (event) => (JSON.parse(event) === null ? 0 : 1),
  };
  const rounds: Record<Way, number[]> = { exact: [], trusted: [], 'JSON.parse': [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const way of ['exact', 'trusted', 'JSON.parse'] as const) {
      const start = threadSeconds();
      let sum = 0;
      for (let pass = 0; pass < PASSES; pass += 1) {
        sum = events.reduce((total, event) => total + ways[way](event), 0);
      }
      rounds[way].push((threadSeconds() - start) / PASSES);
      matched = way === 'JSON.parse' ? matched : sum;
    }
  }
  if (Number.isNaN(matched)) {
    throw new Error('an event of the workload is no JSON object');
  }
  const seconds = (way: Way): number => median(rounds[way].slice(1));
  return { matched, seconds: { exact: seconds('exact'), trusted: seconds('trusted'), 'JSON.parse': seconds('JSON.parse') } }; // prettier-ignore
}

/** What this thread has used of a core: on a busy machine the clock on the wall measures the others. */
function threadSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
