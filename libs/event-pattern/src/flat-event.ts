/** Which element of which array a value lies in; an array in an array adds to what its own array says. */
export interface Membership {
  readonly array: number;
  readonly index: number;
  readonly outer: Membership | undefined;
}

export type ScalarKind = 'string' | 'number' | 'literal';

/** One scalar of an event: a string decoded, a number as spelled, or `true`, `false`, `null`. */
export interface Scalar {
  readonly kind: ScalarKind;
  readonly text: string;
}

export interface FieldValue extends Scalar {
  readonly membership: Membership | undefined;
  /** Whether an empty name leads to it. Such a value is seen only by patterns that use an empty name themselves. */
  readonly behindEmptyName: boolean;
}

/** The values of an event by dotted path. Arrays leave no trace in a path, and only scalars are values. */
export type FlatEvent = ReadonlyMap<string, readonly FieldValue[]>;

/** Where in an event a walk is. */
export interface Place {
  readonly path: string | undefined;
  readonly membership: Membership | undefined;
  readonly behindEmptyName: boolean;
}

export const ROOT: Place = { path: undefined, membership: undefined, behindEmptyName: false };

export function placeOfField(parent: Place, name: string): Place {
  return {
    path: parent.path === undefined ? name : `${parent.path}.${name}`,
    membership: parent.membership,
    behindEmptyName: parent.behindEmptyName || name === '',
  };
}

/** Collects the values of an event, of the wanted paths only. */
export class FlatEventBuilder {
  readonly event = new Map<string, FieldValue[]>();
  private readonly wanted: ReadonlySet<string>;
  private readonly longest: number;
  private arrays = 0;

  constructor(wanted: ReadonlySet<string>) {
    this.wanted = wanted;
    this.longest = Math.max(0, ...[...wanted].map((path) => path.length));
  }

  /** Whether a value at this place, or anywhere below it, can still be wanted. */
  mayHold({ path }: Place): boolean {
    return path === undefined || path.length <= this.longest;
  }

  newArray(): number {
    this.arrays += 1;
    return this.arrays;
  }

  add({ path = '', membership, behindEmptyName }: Place, { kind, text }: Scalar): void {
    if (!this.wanted.has(path)) {
      return;
    }
    const values = this.event.get(path) ?? [];
    values.push({ kind, text, membership, behindEmptyName });
    this.event.set(path, values);
  }
}
