import { type Watcher } from './event-scanner.ts';
import { type EventValues } from './event-values.ts';
import { NO_ENTRY } from './exact-index.ts';
import { type Gate, type GateTree } from './gates.ts';

/** The walk of one event through the tree of gates, while it is being read. */
export class GateWalk implements Watcher {
  private readonly tree: GateTree;
  private readonly values: EventValues;
  private open: Gate[] = [];
  private passed = 0;
  private needsSeen = 0;
  private valuesSeen = 0;

  constructor(tree: GateTree, values: EventValues) {
    this.tree = tree;
    this.values = values;
  }

  start(): void {
    this.open = [this.tree.root];
    this.passed = 0;
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
    for (const path of this.tree.paths.slice(this.passed)) {
      this.pass(path);
    }
    return this.open;
  }

  private pass(path: number): void {
    const reached: Gate[] = [];
    for (const gate of this.open) {
      for (let at = this.values.first(path); at >= 0; at = this.values.next(at)) {
        const entry = this.values.entries[at] ?? NO_ENTRY;
        const found = entry === NO_ENTRY ? undefined : gate.byEntry.get(entry);
        if (found !== undefined && !reached.includes(found)) {
          reached.push(found);
        }
      }
      if (gate.any !== undefined) {
        reached.push(gate.any);
      }
    }
    this.open = reached;
    this.passed += 1;
  }

  private hasSeenNeeds(): boolean {
    for (; this.needsSeen < this.open.length; this.needsSeen += 1) {
      for (const path of this.open[this.needsSeen]?.needs ?? []) {
        if (this.values.first(path) < 0) {
          return false;
        }
      }
    }
    return true;
  }
}
