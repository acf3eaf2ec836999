import { EventValue, type Membership, type ScalarKind } from './event-value.ts';

/** A scalar as it was found. */
export interface Scalar {
  readonly kind: ScalarKind;
  readonly text: string;
}

/** The values of an event by dotted path. Arrays leave no trace in a path, and only scalars are values. */
export interface FlatEvent {
  readonly values: ReadonlyMap<string, readonly EventValue[]>;
  /** Values an empty name leads to: seen only by patterns that have an empty name in a path themselves. */
  readonly behindEmptyNames: ReadonlyMap<string, readonly EventValue[]>;
}

/** Where in an event a walk is. */
export interface Place {
  readonly path: string;
  readonly membership: Membership | undefined;
  readonly behindEmptyName: boolean;
}

export const ROOT: Place = { path: '', membership: undefined, behindEmptyName: false };

/** The paths whose values are wanted, and the paths that lead there. */
export class WantedPaths {
  readonly paths: ReadonlySet<string>;
  private readonly leading: ReadonlySet<string>;

  constructor(paths: Iterable<string>) {
    this.paths = new Set(paths);
    this.leading = new Set([...this.paths].flatMap((path) => stepsTo(path)));
  }

  leadsOn(path: string): boolean {
    return this.leading.has(path);
  }
}

function stepsTo(path: string): readonly string[] {
  const names = path.split('.');
  return names.map((_, i) => names.slice(0, i + 1).join('.'));
}

/** Collects the values of an event, of the wanted paths only. */
export class FlatEventBuilder implements FlatEvent {
  readonly values = new Map<string, EventValue[]>();
  readonly behindEmptyNames = new Map<string, EventValue[]>();
  private readonly wanted: WantedPaths;
  private arrays = 0;

  constructor(wanted: WantedPaths) {
    this.wanted = wanted;
  }

  /** The place of a field, or nothing where neither it nor what is below it is wanted. */
  enterField(parent: Place, name: string): Place | undefined {
    const path = parent === ROOT ? name : `${parent.path}.${name}`;
    const { membership } = parent;
    const behindEmptyName = parent.behindEmptyName || name === '';
    return this.wanted.leadsOn(path) ? { path, membership, behindEmptyName } : undefined;
  }

  newArray(): number {
    this.arrays += 1;
    return this.arrays;
  }

  add({ path, membership, behindEmptyName }: Place, { kind, text }: Scalar): void {
    if (this.wanted.paths.has(path)) {
      const values = behindEmptyName ? this.behindEmptyNames : this.values;
      const known = values.get(path);
      const value = new EventValue(kind, text, membership);
      if (known === undefined) {
        values.set(path, [value]);
      } else {
        known.push(value);
      }
    }
  }
}
