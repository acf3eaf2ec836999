import { type Watcher } from './event-scanner.ts';
import { type EventValues } from './event-values.ts';
import { NO_ENTRY } from './exact-index.ts';
import { type Gate, type GateTree, NO_GATE } from './gates.ts';

/** The walk of one event through the tree of gates, while it is being read. */
export class GateWalk implements Watcher {
  private readonly tree: GateTree;
  private readonly values: EventValues;
  private open: readonly Gate[] = ROOT_ONLY;
  private passed = 0;
  private gatesSeen = 0;
  private needsSeen = 0;
  private valuesSeen = 0;

  constructor(tree: GateTree, values: EventValues) {
    this.tree = tree;
    this.values = values;
  }

  start(): void {
    this.open = ROOT_ONLY;
    this.passed = 0;
    this.gatesSeen = 0;
    this.needsSeen = 0;
    this.valuesSeen = 0;
  }

  /** Whether no way is left, or all that those left ask for has been read. */
  hasSeenEnough(): boolean {
    if (this.values.count === this.valuesSeen) {
      return false;
    }
    this.valuesSeen = this.values.count;
    const { paths } = this.tree;
    while (this.passed < paths.length) {
      const path = paths[this.passed] ?? 0;
      if (this.values.first(path) < 0) {
        return false;
      }
      this.pass(path);
      if (this.open.length === 0) {
        return true;
      }
    }
    return this.hasSeenNeeds();
  }

  /** The gates the event stands behind when all of it has been read. */
  end(): readonly Gate[] {
    while (this.passed < this.tree.paths.length) {
      this.pass(this.tree.paths[this.passed] ?? 0);
    }
    return this.open;
  }

  private pass(path: number): void {
    const { steps, any } = this.tree;
    const reached: Gate[] = [];
    for (const gate of this.open) {
      for (let at = this.values.first(path); at >= 0; at = this.values.next(at)) {
        const entry = this.values.entries[at] ?? NO_ENTRY;
        const found = entry === NO_ENTRY ? NO_GATE : steps.next(gate, entry);
        if (found !== NO_GATE && !reached.includes(found)) {
          reached.push(found);
        }
      }
      const unasked = any[gate] ?? NO_GATE;
      if (unasked !== NO_GATE) {
        reached.push(unasked);
      }
    }
    this.open = reached;
    this.passed += 1;
  }

  /** Goes on where it stopped the last time. */
  private hasSeenNeeds(): boolean {
    for (; this.gatesSeen < this.open.length; this.gatesSeen += 1, this.needsSeen = 0) {
      const needs = this.tree.needs[this.open[this.gatesSeen] ?? 0] ?? [];
      for (; this.needsSeen < needs.length; this.needsSeen += 1) {
        if (this.values.first(needs[this.needsSeen] ?? 0) < 0) {
          return false;
        }
      }
    }
    return true;
  }
}

const ROOT_ONLY: readonly Gate[] = [0];
