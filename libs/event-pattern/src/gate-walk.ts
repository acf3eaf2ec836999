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
    this.passed += 1;
    const at = this.values.first(path);
    const gate = this.open[0];
    // Nearly always one gate is open, and one value stands before it.
    if (gate !== undefined && this.open.length === 1 && at >= 0 && this.values.next(at) < 0) {
      this.open = this.behind(gate, at);
      return;
    }
    this.open = [...new Set(this.open.flatMap((each) => this.behindAny(each, path)))];
  }

  private behind(gate: Gate, at: number): readonly Gate[] {
    const { steps, any } = this.tree;
    const entry = this.values.entry(at);
    const found = entry === NO_ENTRY ? NO_GATE : steps.next(gate, entry);
    const unasked = any[gate] ?? NO_GATE;
    if (found === NO_GATE) {
      return unasked === NO_GATE ? NONE_OPEN : [unasked];
    }
    return unasked === NO_GATE ? [found] : [found, unasked];
  }

  private behindAny(gate: Gate, path: number): readonly Gate[] {
    const unasked = this.tree.any[gate] ?? NO_GATE;
    const reached: Gate[] = unasked === NO_GATE ? [] : [unasked];
    for (let at = this.values.first(path); at >= 0; at = this.values.next(at)) {
      reached.push(...this.behind(gate, at));
    }
    return reached;
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
const NONE_OPEN: readonly Gate[] = [];
