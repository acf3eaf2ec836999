import { type Suppress, digestLineKeyOf } from '@trailbell/alerting';
import { type Unreadable } from '@trailbell/cloudtrail-types';
import { type Alert } from '@trailbell/detections';
import { type Batch } from './batch.ts';
import { Incidents } from './incidents.ts';
import { alertId } from './outcome-line.ts';
import { type RoutedAlert } from './ringing.ts';
import { Sightings } from './seen.ts';
import { AlertCounts, type Tally } from './tally.ts';

/** Unreadable input told one by one; a file of a million bad lines is not. */
const UNREADABLE_KEPT = 200;

/** A line of the digest, and how many alerts said the same that day. */
export interface DigestEntry extends RoutedAlert {
  readonly count: number;
}

export interface Reporting {
  readonly suppress?: Suppress;
  /** How many new incidents of a minute a route tells one by one; without it, all. */
  readonly perMinute?: number | undefined;
}

/** What the whole history came to. It grows with what rang, not with what was read. */
export class Report {
  bytes = 0;
  events = 0;
  unreadableCount = 0;
  /** Alerts whose event had been delivered before. */
  duplicates = 0;
  alerts = 0;
  /** Events that came too late to be counted in order with others. */
  late = 0;
  readonly unreadable: Unreadable[] = [];
  readonly seen = new Sightings();
  readonly incidents: Incidents;
  /** How many alerts each suppression covered, by its id. */
  readonly suppressed = new Map<string, number>();
  readonly #suppress: Suppress;
  readonly #byDetection = new AlertCounts();
  readonly #byPrincipal = new AlertCounts();
  readonly #known = new Set<string>();
  readonly #digest = new Map<string, { routed: RoutedAlert; count: number }>();

  constructor({ suppress = () => undefined, perMinute }: Reporting = {}) {
    this.#suppress = suppress;
    this.incidents = new Incidents(perMinute);
  }

  /** Answers the alerts that are new, those that are suppressed marked so: those of an event that was delivered twice are the same. */
  add(batch: Batch): readonly RoutedAlert[] {
    this.bytes += batch.bytes;
    this.events += batch.events;
    this.addUnreadable(batch.unreadable);
    this.seen.merge(batch.seen);
    return this.addAlerts(batch.alerts);
  }

  addAlerts(alerts: readonly RoutedAlert[]): readonly RoutedAlert[] {
    return alerts.filter((routed) => this.#isNew(routed)).map((routed) => this.#addAlert(routed));
  }

  get digestLines(): readonly DigestEntry[] {
    return [...this.#digest.values()].map(({ routed, count }) => ({ ...routed, count }));
  }

  get byDetection(): readonly Tally[] {
    return this.#byDetection.tallies(this.incidents, ({ alert }) => alert.detectionId);
  }

  /** An incident counts for who began it. */
  get byPrincipal(): readonly Tally[] {
    return this.#byPrincipal.tallies(this.incidents, ({ alert }) => principalOf(alert));
  }

  addUnreadable(unreadable: readonly Unreadable[]): void {
    this.unreadableCount += unreadable.length;
    this.unreadable.push(...unreadable.slice(0, UNREADABLE_KEPT - this.unreadable.length));
  }

  #isNew({ alert }: RoutedAlert): boolean {
    const id = alertId(alert);
    if (this.#known.has(id)) {
      this.duplicates += 1;
      return false;
    }
    this.#known.add(id);
    return true;
  }

  #addAlert(routed: RoutedAlert): RoutedAlert {
    this.alerts += 1;
    const suppression = this.#suppress(routed.alert);
    if (suppression) {
      this.suppressed.set(suppression.id, (this.suppressed.get(suppression.id) ?? 0) + 1);
      return { ...routed, suppression: suppression.id };
    }
    this.#byDetection.add(routed.alert.detectionId, routed);
    this.#byPrincipal.add(principalOf(routed.alert), routed);
    if (routed.route === 'digest') {
      this.#addToDigest(routed);
    } else {
      this.incidents.add(routed);
    }
    return routed;
  }

  /** As the digest has it: alerts that say the same, or are of one deployment, are one line. A digest is of one day. */
  #addToDigest(routed: RoutedAlert): void {
    const key = `${routed.alert.eventTime.slice(0, 10)} ${digestLineKeyOf(routed.alert)}`;
    const line = this.#digest.get(key);
    this.#digest.set(key, { routed: line?.routed ?? routed, count: (line?.count ?? 0) + 1 });
  }
}

/** Who it was, and of which account: two accounts may each have an ana. */
function principalOf({ actor, account }: Alert): string {
  return `${actor.name} (${actor.accountId ?? account})`;
}
