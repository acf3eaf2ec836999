import { type Entry } from './exact-index.ts';

const NOWHERE = -1;

/** Where a string leads from a gate: an open hash table, laid out side by side. */
export class GateSteps {
  private readonly gates: Int32Array;
  private readonly entries: Int32Array;
  private readonly nexts: Int32Array;
  private readonly mask: number;

  constructor(steps: readonly (readonly [gate: number, entry: Entry, next: number])[]) {
    const capacity = 2 ** Math.ceil(Math.log2(steps.length * 2 + 2));
    this.mask = capacity - 1;
    this.gates = new Int32Array(capacity).fill(NOWHERE);
    this.entries = new Int32Array(capacity);
    this.nexts = new Int32Array(capacity);
    for (const [gate, entry, next] of steps) {
      const slot = this.slotOf(gate, entry);
      this.gates[slot] = gate;
      this.entries[slot] = entry;
      this.nexts[slot] = next;
    }
  }

  /** The gate behind this one for who holds the string, or -1. */
  next(gate: number, entry: Entry): number {
    const slot = this.slotOf(gate, entry);
    return this.gates[slot] === NOWHERE ? NOWHERE : (this.nexts[slot] ?? NOWHERE);
  }

  /** The slot of the step, or the free one it would take. */
  private slotOf(gate: number, entry: Entry): number {
    let slot = (Math.imul(gate + 1, 0x9e3779b1) ^ Math.imul(entry + 1, 0x85ebca6b)) >>> 7;
    for (slot &= this.mask; this.gates[slot] !== NOWHERE; slot = (slot + 1) & this.mask) {
      if (this.gates[slot] === gate && this.entries[slot] === entry) {
        break;
      }
    }
    return slot;
  }
}
