import { type Watcher } from './event-scanner.ts';
import { type EventValues } from './event-values.ts';
import { NO_ENTRY } from './exact-index.ts';
import { type Gate, type GateTree, NO_GATE } from './gates.ts';

/** The walk of one event through the tree of gates, while it is being read. */
export class GateWalk implements Watcher {
  private readonly tree: GateTree;
  private readonly values: EventValues;
  /** The gates the event stands behind; of the list, so many count. */
  private open: Gate[] = [0];
  private openCount = 1;
  private beforeLast: Gate[] = [];
  private passed = 0;
  private gatesSeen = 0;
  private needsSeen = 0;
  private valuesSeen = 0;

  constructor(tree: GateTree, values: EventValues) {
    this.tree = tree;
    this.values = values;
  }

  start(): void {
    this.open[0] = 0;
    this.openCount = 1;
    this.passed = 0;
    this.gatesSeen = 0;
    this.needsSeen = 0;
    this.valuesSeen = 0;
  }

  /** Whether no way is left, or all that those left ask for has been read. */
  hasSeenEnough(): boolean {
    const { values } = this;
    if (values.count === this.valuesSeen) {
      return false;
    }
    this.valuesSeen = values.count;
    const { paths } = this.tree;
    while (this.passed < paths.length) {
      const path = paths[this.passed] ?? 0;
      if (values.first(path) < 0) {
        return false;
      }
      this.pass(path);
      if (this.openCount === 0) {
        return true;
      }
    }
    return this.hasSeenNeeds();
  }

  /** How many gates the event stands behind when all of it has been read. */
  end(): number {
    const { paths } = this.tree;
    while (this.passed < paths.length) {
      this.pass(paths[this.passed] ?? 0);
    }
    return this.openCount;
  }

  gate(i: number): Gate {
    return this.open[i] ?? 0;
  }

  private pass(path: number): void {
    const from = this.open;
    const count = this.openCount;
    this.open = this.beforeLast;
    this.beforeLast = from;
    this.openCount = 0;
    this.passed += 1;
    const { steps, any } = this.tree;
    const first = this.values.first(path);
    for (let i = 0; i < count; i += 1) {
      const gate = from[i] ?? 0;
      for (let at = first; at >= 0; at = this.values.next(at)) {
        const entry = this.values.entry(at);
        if (entry !== NO_ENTRY) {
          this.enter(steps.next(gate, entry));
        }
      }
      this.enter(any[gate] ?? NO_GATE);
    }
  }

  private enter(gate: Gate): void {
    if (gate === NO_GATE) {
      return;
    }
    for (let i = 0; i < this.openCount; i += 1) {
      if (this.open[i] === gate) {
        return;
      }
    }
    this.open[this.openCount] = gate;
    this.openCount += 1;
  }

  /** Goes on where it stopped the last time. */
  private hasSeenNeeds(): boolean {
    const { starts, items } = this.tree.needs;
    for (; this.gatesSeen < this.openCount; this.gatesSeen += 1, this.needsSeen = 0) {
      const gate = this.open[this.gatesSeen] ?? 0;
      const start = starts[gate] ?? 0;
      const count = (starts[gate + 1] ?? 0) - start;
      for (; this.needsSeen < count; this.needsSeen += 1) {
        if (this.values.first(items[start + this.needsSeen] ?? 0) < 0) {
          return false;
        }
      }
    }
    return true;
  }
}
