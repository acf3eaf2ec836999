import { type Entry } from './exact-index.ts';

const NOWHERE = -1;

// A step is one line of the processor's cache, not three.
const GATE = 0;
const ENTRY = 1;
const NEXT = 2;
const WIDTH = 4;

/** Where a string leads from a gate: an open hash table, laid out side by side. */
export class GateSteps {
  private readonly rows: Int32Array;
  private readonly mask: number;

  constructor(steps: readonly (readonly [gate: number, entry: Entry, next: number])[]) {
    const capacity = 2 ** Math.ceil(Math.log2(steps.length * 2 + 2));
    this.mask = capacity - 1;
    this.rows = new Int32Array(capacity * WIDTH).fill(NOWHERE);
    for (const step of steps) {
      this.rows.set(step, this.rowOf(step[GATE], step[ENTRY]));
    }
  }

  /** The gate behind this one for who holds the string, or -1. */
  next(gate: number, entry: Entry): number {
    return this.rows[this.rowOf(gate, entry) + NEXT] ?? NOWHERE;
  }

  /** The row of the step, or the free one it would take. */
  private rowOf(gate: number, entry: Entry): number {
    const { rows, mask } = this;
    let slot = ((Math.imul(gate + 1, 0x9e3779b1) ^ Math.imul(entry + 1, 0x85ebca6b)) >>> 7) & mask;
    for (;;) {
      const row = slot * WIDTH;
      if (rows[row + GATE] === NOWHERE || (rows[row + GATE] === gate && rows[row + ENTRY] === entry)) {
        return row;
      }
      slot = (slot + 1) & mask;
    }
  }
}
