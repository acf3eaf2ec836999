import { type Severity, severities } from '@trailbell/detections';
import { type Incident, type Incidents } from './incidents.ts';
import { type RoutedAlert } from './ringing.ts';

/** How much one detection, or one principal, made. */
export interface Tally {
  readonly name: string;
  /** The gravest of its incidents; `undefined` when it made digest lines alone. */
  readonly severity: Severity | undefined;
  readonly incidents: number;
  readonly interruptions: number;
  readonly alerts: number;
  /** Of the alerts, those told in the digest. */
  readonly digested: number;
}

interface AlertCount {
  alerts: number;
  digested: number;
}

/** Alerts counted under names. */
export class AlertCounts {
  readonly #counts = new Map<string, AlertCount>();

  add(name: string, { route }: RoutedAlert): void {
    const count = this.#counts.get(name) ?? { alerts: 0, digested: 0 };
    count.alerts += 1;
    count.digested += Number(route === 'digest');
    this.#counts.set(name, count);
  }

  /** With the incidents of each name; the most interrupting first. */
  tallies({ all, folded }: Incidents, nameOf: (incident: Incident) => string): readonly Tally[] {
    const byName = Map.groupBy(all, nameOf);
    const foldedByName = Map.groupBy(folded, nameOf);
    return [...this.#counts]
      .map(([name, { alerts, digested }]) => {
        const inStorms = (foldedByName.get(name) ?? []).reduce((sum, { count }) => sum + count, 0);
        return tallyOf(name, { alerts, digested: digested + inStorms }, byName.get(name) ?? []);
      })
      .sort(byNoise);
  }
}

function tallyOf(name: string, counts: AlertCount, incidents: readonly Incident[]): Tally {
  return {
    name,
    severity: severities.find((severity) => incidents.some((incident) => incident.severity === severity)),
    incidents: incidents.length,
    interruptions: incidents.reduce((sum, { interruptions }) => sum + interruptions, 0),
    ...counts,
  };
}

function byNoise(one: Tally, other: Tally): number {
  return other.interruptions - one.interruptions || other.alerts - one.alerts || (one.name < other.name ? -1 : 1);
}
