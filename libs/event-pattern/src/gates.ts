import { type Entry } from './exact-index.ts';
import { GateSteps } from './gate-steps.ts';
import { type FieldTest, wantsOnlyStrings } from './field-test.ts';
import { type NumberLists, numberLists } from './number-lists.ts';
import { type Way } from './way.ts';

/** A way whose strings at the gates have been found, and what is left to ask. */
interface GatedWay {
  readonly way: Way;
  readonly rest: readonly FieldTest[];
}

/** What is known of the ways when the values at some of the gates' paths are: a number, from 0, the root. */
export type Gate = number;

export const NO_GATE = -1;

/**
 * A tree that sorts the ways by the strings they want at the paths most of them ask for.
 *
 * An event walks it with the strings it holds; what it does not reach it cannot match, however many ways there are.
 */
export interface GateTree {
  readonly paths: readonly number[];
  readonly steps: GateSteps;
  /** Where the ways lead that ask no string of the next path. */
  readonly any: Int32Array;
  /** For each gate, the ways behind it when it is the last: one after the other, because all are gone through. */
  readonly leaves: NumberLists;
  /** For each gate, the paths these still ask for. */
  readonly needs: NumberLists;
}

const MOST_GATES = 8;
/** A path that fewer ways ask for is no gate: the tree would grow deep for little. */
const LEAST_SHARE = 0.02;
/** A way that would stand at more places in the tree passes its gate with the most strings unasked. */
const MOST_PLACES = 64;

export function gateTree(ways: readonly Way[], pathNames: readonly string[]): GateTree {
  const paths = gatePaths(ways, pathNames);
  const builder = new GateBuilder();
  const left: (GatedWay[] | undefined)[] = [];
  for (const way of ways) {
    const gates = gatesOf(way, paths);
    const rest = way.fields.filter((field) => !gates.includes(field));
    for (const gate of builder.gatesBehind(gates)) {
      (left[gate] ??= []).push({ way, rest });
    }
  }
  const gates = Array.from({ length: builder.size }, (_, gate) => left[gate] ?? []);
  return {
    paths,
    steps: new GateSteps(builder.steps),
    any: Int32Array.from(gates, (_, gate) => builder.any[gate] ?? NO_GATE),
    leaves: numberLists(gates.map((gated) => gated.flatMap(leafOf))),
    needs: numberLists(gates.map((gated) => [...new Set(gated.flatMap(({ rest }) => rest.map(({ path }) => path)))])),
  };
}

/**
 * The gates' paths, in the order in which an event is told apart soonest: the envelope before the detail, as it is read; what
 * most ways ask for before what few do, as who asks nothing has to be followed too; few strings before many.
 */
function gatePaths(ways: readonly Way[], pathNames: readonly string[]): readonly number[] {
  const uses = new Map<number, { ways: number; entries: Set<Entry> }>();
  for (const field of ways.flatMap((way) => way.fields.filter(wantsOnlyStrings))) {
    const use = uses.get(field.path) ?? { ways: 0, entries: new Set<Entry>() };
    use.ways += 1;
    field.entries.forEach((entry) => use.entries.add(entry));
    uses.set(field.path, use);
  }
  const depth = (path: number): number => pathNames[path]?.split('.').length ?? 0;
  return [...uses]
    .filter(([, use]) => use.ways >= ways.length * LEAST_SHARE)
    .sort(([, a], [, b]) => b.ways - a.ways)
    .slice(0, MOST_GATES)
    .sort(([pathA, a], [pathB, b]) => depth(pathA) - depth(pathB) || b.ways - a.ways || a.entries.size - b.entries.size)
    .map(([path]) => path);
}

/** For each gate the field the way asks there, if it asks one. */
function gatesOf(way: Way, paths: readonly number[]): readonly (FieldTest | undefined)[] {
  const gates = paths.map((path) => way.fields.find((field) => field.path === path && wantsOnlyStrings(field)));
  const strings = gates.map((field) => field?.entries.length ?? 1);
  while (strings.reduce((product, count) => product * count, 1) > MOST_PLACES) {
    const widest = strings.indexOf(Math.max(...strings));
    gates[widest] = undefined;
    strings[widest] = 1;
  }
  return gates;
}

/** A way as it is gone through: itself, how many fields are left to ask, these, how many patterns it is of, these. */
function leafOf({ way, rest }: GatedWay): readonly number[] {
  return [way.id, rest.length, ...rest.map(({ id }) => id), way.patterns.length, ...way.patterns];
}

class GateBuilder {
  readonly steps: (readonly [gate: Gate, entry: Entry, next: Gate])[] = [];
  readonly any: Gate[] = [];
  size = 1;
  private readonly known = new Map<string, Gate>();

  gatesBehind(fields: readonly (FieldTest | undefined)[]): readonly Gate[] {
    return fields.reduce<readonly Gate[]>((gates, field) => gates.flatMap((gate) => this.next(gate, field)), [0]);
  }

  private next(gate: Gate, field: FieldTest | undefined): readonly Gate[] {
    if (field === undefined) {
      return [(this.any[gate] ??= this.newGate())];
    }
    return field.entries.map((entry) => {
      const key = `${gate} ${entry}`;
      const known = this.known.get(key) ?? this.newGate();
      if (!this.known.has(key)) {
        this.known.set(key, known);
        this.steps.push([gate, entry, known]);
      }
      return known;
    });
  }

  private newGate(): Gate {
    this.size += 1;
    return this.size - 1;
  }
}
