import { rulePatterns } from '@trailbell/cdk';
import { Settings, catalogueFor } from '@trailbell/detections';
import { pack } from '@trailbell/event-pattern';
import { type Bench, type Figure } from './bench.ts';

/** How few patterns let through whatever the catalogue wants, against the one of each detection: what collectors forward by. */
export const bench: Bench = {
  name: 'packing',
  // eslint-disable-next-line @typescript-eslint/require-await -- nothing here is awaited, and a bench may
  async *run() {
    const catalogue = catalogueFor(Settings.parse({ watchedBuckets: ['example-exports'] }));
    const patterns = catalogue.map(({ pattern }) => pattern);
    const coarse = pack(patterns).map(({ pattern }) => JSON.stringify(pattern).length);
    const rules = rulePatterns(patterns).map((pattern) => JSON.stringify(pattern).length);

    yield figure('coarsest patterns that cover the catalogue', coarse.length, 'patterns');
    yield figure('longest of those patterns (limit 2,048)', Math.max(...coarse), 'characters');
    yield figure('rules of a collector, which keep every field asked for', rules.length, 'patterns');
    yield figure('longest of those rules (limit 2,048)', Math.max(...rules), 'characters');

    function figure(metric: string, value: number, unit: string): Figure {
      return { bench: 'packing', metric, value, unit, n: catalogue.length };
    }
  },
};
