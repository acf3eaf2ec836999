import { rulePatterns } from '@trailbell/cdk';
import { Settings, catalogueFor } from '@trailbell/detections';
import { type Pattern, pack, SERVICE_LIMITS } from '@trailbell/event-pattern';
import { type Bench, type Figure } from './bench.ts';

/** How few patterns let through whatever the catalogue wants, against the one of each detection: what collectors forward by. */
export const bench: Bench = {
  name: 'packing',
  // eslint-disable-next-line @typescript-eslint/require-await -- nothing here is awaited, and a bench may
  async *run() {
    const catalogue = catalogueFor(Settings.parse({ watchedBuckets: ['example-exports'] }));
    const patterns = catalogue.map(({ pattern }) => pattern);
    const packed = pack(patterns).map(({ pattern }) => pattern);
    const coarse = packed.map((pattern) => JSON.stringify(pattern).length);
    const rules = rulePatterns(patterns).map((pattern) => JSON.stringify(pattern).length);

    yield figure('coarsest patterns that cover the catalogue', coarse.length, 'patterns');
    yield figure('of which no fewer can hold all they ask', fewestPossible(packed), 'patterns');
    yield figure('longest of those patterns (limit 2,048)', Math.max(...coarse), 'characters');
    yield figure('rules of a collector, which keep every field asked for', rules.length, 'patterns');
    yield figure('longest of those rules (limit 2,048)', Math.max(...rules), 'characters');

    function figure(metric: string, value: number, unit: string): Figure {
      return { bench: 'packing', metric, value, unit, n: catalogue.length };
    }
  },
};

/**
 * How few patterns could hold the same conditions, however they are shared out: each must stand somewhere, and a pattern has
 * so many characters. What asks for other paths stays apart, as it does when it is packed.
 */
function fewestPossible(packed: readonly Pattern[]): number {
  const alike = Map.groupBy(packed, (pattern) => JSON.stringify(listsOf(pattern).map(([path]) => path)));
  return [...alike.values()].reduce((sum, patterns) => sum + fewestAlike(patterns), 0);
}

function fewestAlike(patterns: readonly Pattern[]): number {
  const conditions = new Set(
    patterns.flatMap((pattern) =>
      listsOf(pattern).flatMap(([path, list]) => list.map((condition) => `${path} ${condition}`)),
    ),
  );
  const [first = {}] = patterns;
  const lists = listsOf(first);
  const empty = JSON.stringify(first).length - lists.reduce((sum, [, list]) => sum + list.join().length, 0);
  // The last condition of a list has no comma behind it.
  const room = SERVICE_LIMITS.patternLength - empty + lists.length;
  // The space before a condition counts for its comma.
  const wanted = [...conditions].reduce((sum, text) => sum + text.slice(text.indexOf(' ')).length, 0);
  return Math.ceil(wanted / room);
}

/** The lists of conditions of a pattern, as JSON text, by path. */
function listsOf(pattern: object, parent = ''): readonly (readonly [path: string, conditions: readonly string[]])[] {
  return Object.entries(pattern).flatMap(([name, value]: [string, object]) =>
    Array.isArray(value)
      ? [[`${parent}${name}`, value.map((condition) => JSON.stringify(condition))] as const]
      : listsOf(value, `${parent}${name}.`),
  );
}
