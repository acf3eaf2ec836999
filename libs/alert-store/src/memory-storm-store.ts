import { type Incident, type Route, StormGauge, type StormStore } from '@trailbell/alerting';
import { MemoryTellings } from './memory-tellings.ts';
import { promised } from './promised.ts';
import { foldedNameOf, stormStateOf } from './storm-item.ts';

interface StormMemory {
  readonly folded: Set<string>;
  readonly tellings: MemoryTellings;
  telling?: { readonly by: string; readonly at: number } | undefined;
}

interface MemoryOptions {
  readonly now: () => number;
  readonly perMinute: number | undefined;
}

/** The same promises as the table's, in memory, and without bounds: for tests. */
export function memoryStormStore({ now, perMinute }: MemoryOptions): StormStore {
  const gauge = new StormGauge(perMinute);
  const storms = new Map<string, StormMemory>();
  const stormOf = (id: string): StormMemory => {
    const storm = storms.get(id) ?? { folded: new Set(), tellings: new MemoryTellings(now) };
    storms.set(id, storm);
    return storm;
  };
  return {
    admit: (alert, route) => promised(() => gauge.admit(alert, route)),
    fold: (storm, incident: Incident) => promised(() => void stormOf(storm).folded.add(foldedNameOf(incident))),
    claimTelling: (id, by, staleMs) =>
      promised(() => {
        const storm = stormOf(id);
        const isFree = !storm.telling || storm.telling.by === by || storm.telling.at < now() - staleMs;
        if (isFree) {
          storm.telling = { by, at: now() };
        }
        return isFree;
      }),
    beginTelling: (id) => promised(() => void (stormOf(id).telling = undefined)),
    stateOf: (id, route: Route) =>
      promised(() => stormStateOf(route, [{ names: [...stormOf(id).folded], uncounted: 0 }])),
    claim: (key, leaseUntil) => promised(() => stormOf(key.storm).tellings.claim(key, leaseUntil)),
    receiptOf: (key) => promised(() => stormOf(key.storm).tellings.receiptOf(key)),
    markTold: (key, receipt) =>
      promised(() => {
        stormOf(key.storm).tellings.markTold(key, receipt);
      }),
    release: (key, leaseUntil) =>
      promised(() => {
        stormOf(key.storm).tellings.release(key, leaseUntil);
      }),
  };
}
