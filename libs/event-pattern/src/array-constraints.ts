import { type EventValue, type Membership } from './event-value.ts';
import { type Test } from './value-test.ts';

/** A field and the values an event has for it. */
export interface HeldField {
  readonly tests: readonly Test[];
  readonly mayBeAbsent: boolean;
  readonly values: readonly EventValue[];
}

/** For each array entered so far, the element. */
type Elements = ReadonlyMap<number, number>;

const NO_ELEMENTS: Elements = new Map();

/**
 * Whether the fields can all be met by values of which no two lie in different elements of the same array.
 *
 * Fields are tried in their order, each with every value it accepts; a field that may be absent is so when none of its
 * values lies in the elements chosen before it.
 */
export class ArrayConstraints {
  private readonly fields: readonly HeldField[];
  /** For each field, the arrays whose element still matters to it or a later one. */
  private readonly relevant: readonly ReadonlySet<number>[];
  private readonly hopeless = new Set<string>();

  constructor(fields: readonly HeldField[]) {
    this.fields = fields;
    const relevant: ReadonlySet<number>[] = [];
    let later: ReadonlySet<number> = new Set();
    for (const { values } of fields.toReversed()) {
      later = new Set([...later, ...values.flatMap(({ membership }) => arraysOf(membership))]);
      relevant.unshift(later);
    }
    this.relevant = relevant;
  }

  canBeMet(): boolean {
    return this.canMeetFrom(0, NO_ELEMENTS);
  }

  private canMeetFrom(index: number, chosen: Elements): boolean {
    const field = this.fields[index];
    if (field === undefined) {
      return true;
    }
    const key = this.stateKey(index, chosen);
    if (this.hopeless.has(key)) {
      return false;
    }
    const met = this.canMeetField(field, index, chosen);
    if (!met) {
      this.hopeless.add(key);
    }
    return met;
  }

  private canMeetField({ tests, mayBeAbsent, values }: HeldField, index: number, chosen: Elements): boolean {
    const consistent = values.filter(({ membership }) => agrees(chosen, membership));
    if (mayBeAbsent && consistent.length === 0 && this.canMeetFrom(index + 1, chosen)) {
      return true;
    }
    const accepted = consistent.filter((value) => tests.some((test) => test(value)));
    const memberships = new Set(accepted.map(({ membership }) => membership));
    return [...memberships].some((membership) => this.canMeetFrom(index + 1, extended(chosen, membership)));
  }

  private stateKey(index: number, chosen: Elements): string {
    const relevant = this.relevant[index];
    return [index, ...[...chosen].filter(([array]) => relevant?.has(array)).flat()].join();
  }
}

function arraysOf(membership: Membership | undefined): readonly number[] {
  const arrays: number[] = [];
  for (let at = membership; at !== undefined; at = at.outer) {
    arrays.push(at.array);
  }
  return arrays;
}

function agrees(chosen: Elements, membership: Membership | undefined): boolean {
  for (let at = membership; at !== undefined; at = at.outer) {
    const element = chosen.get(at.array);
    if (element !== undefined && element !== at.index) {
      return false;
    }
  }
  return true;
}

function extended(chosen: Elements, membership: Membership | undefined): Elements {
  if (membership === undefined) {
    return chosen;
  }
  const elements = new Map(chosen);
  for (let at: Membership | undefined = membership; at !== undefined; at = at.outer) {
    elements.set(at.array, at.index);
  }
  return elements;
}
