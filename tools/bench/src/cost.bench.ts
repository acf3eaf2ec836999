import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, type Figure } from './bench.ts';
import { type Call, type Usage, billOf } from './cost/bill.ts';
import { objectWritten, trailStopped } from './sandbox/records.ts';
import { type RunningSandbox, startSandbox } from './sandbox/running-sandbox.ts';

const EACH = 200;
/** Fifteen incidents in a minute of event time are no storm. */
const APART_SECONDS = 4;

/** What is counted, what a thousand or a million of it is called, and its events. */
const KINDS = [
  {
    kind: 'quiet event',
    per: 1e6,
    events: (index: number) => trailStopped(`gone-${index}`, { errorCode: 'TrailNotFoundException' }),
  },
  {
    kind: 'alert that rings by Slack and e-mail',
    per: 1e3,
    events: (index: number) => trailStopped(`trail-${index}`, { second: index * APART_SECONDS }),
  },
  {
    kind: 'alert that joins an incident',
    per: 1e3,
    events: (index: number) => trailStopped(`trail-${index}`, { second: index * APART_SECONDS, by: 'bob' }),
  },
  { kind: 'line of a digest', per: 1e3, events: (index: number) => objectWritten(`report-${index}`) },
] as const;

/**
 * What alerting costs, on paper: the calls that functions make in the sandbox for each kind of event, at the list prices of
 * `cost/prices.ts`. Needs `nx run sandbox:prepare`.
 */
export const bench: Bench = {
  name: 'cost',
  async *run() {
    const folder = await mkdtemp(join(tmpdir(), 'cost-bench-'));
    const first = join(folder, 'first.ndjson');
    await writeFile(first, JSON.stringify(trailStopped('first', { second: -3_600 })));
    try {
      const sandbox = await startSandbox(first);
      try {
        await sandbox.stream.until(() => sandbox.stream.phase === 'drained');
        for (const { kind, per, events } of KINDS) {
          yield* figuresOf(
            kind,
            per,
            await usageOf(
              sandbox,
              Array.from({ length: EACH }, (_, index) => events(index)),
            ),
          );
        }
      } finally {
        await sandbox.stop();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function usageOf({ post, stream, calls, lambdas }: RunningSandbox, events: readonly object[]): Promise<Usage> {
  const [callsBefore, lambdasBefore] = [await calls(), await lambdas()];
  await Promise.all([post(events), stream.until(() => stream.phase === 'working')]);
  await stream.until(() => stream.phase === 'drained');
  const [callsAfter, lambdasAfter] = [await calls(), await lambdas()];

  const sum = (all: typeof lambdasAfter) => all.reduce((total, { invocations }) => total + invocations, 0);
  const busiest = lambdasAfter.toSorted((a, b) => b.invocations - a.invocations)[0];
  return {
    things: events.length,
    invocations: sum(lambdasAfter) - sum(lambdasBefore),
    invocationMs: busiest?.p50Ms ?? 0,
    carried: events.length,
    calls: differenceOf(callsBefore, callsAfter),
  };
}

function differenceOf(before: readonly Call[], after: readonly Call[]): readonly Call[] {
  const byName = (all: readonly Call[]) => Map.groupBy(all, ({ name }) => name);
  const total = (all: readonly Call[] = [], of: 'calls' | 'kilobytes') => all.reduce((sum, call) => sum + call[of], 0);
  const earlier = byName(before);
  return [...byName(after)]
    .map(([name, all]) => ({
      name,
      calls: total(all, 'calls') - total(earlier.get(name), 'calls'),
      kilobytes: total(all, 'kilobytes') - total(earlier.get(name), 'kilobytes'),
    }))
    .filter(({ calls }) => calls > 0);
}

function* figuresOf(kind: string, per: number, usage: Usage): Iterable<Figure> {
  yield figure(`${kind}: invocations`, usage.invocations / usage.things, 'invocations');
  for (const { name, calls, kilobytes } of usage.calls) {
    yield figure(`${kind}: ${name}`, calls / usage.things, 'calls');
    yield figure(`${kind}: ${name}, size`, kilobytes / calls, 'KB');
  }
  const bill = billOf(usage);
  for (const [service, dollars] of Object.entries(bill)) {
    yield figure(`${per} × ${kind}: ${service}`, dollars * per, 'USD');
  }
  yield figure(`${per} × ${kind}`, Object.values(bill).reduce((sum, dollars) => sum + dollars, 0) * per, 'USD');
}

function figure(metric: string, value: number, unit: string): Figure {
  return { bench: 'cost', metric, value: Math.round(value * 10_000) / 10_000, unit, n: EACH };
}
