import { type Alert, type Severity } from '@trailbell/detections';
import { type Tellings } from './alert-store.ts';
import { type Incident } from './incident.ts';
import { type Route } from './routing.ts';

/** What a storm comes to. */
export interface StormState {
  readonly route: Route;
  /** Incidents in it, each of which is in the digest. */
  readonly count: number;
  /** Whether there are more than were counted. */
  readonly more: boolean;
  /** The gravest first, then the most frequent. */
  readonly byDetection: readonly StormCount[];
  /** Event times of the first and the last incident, to the minute, epoch milliseconds. */
  readonly first: number;
  readonly last: number;
  /** Grows with every incident. */
  readonly revision: number;
}

export interface StormCount {
  readonly detectionId: string;
  /** The gravest among them. */
  readonly severity: Severity;
  readonly count: number;
}

/** What people were told of a storm by one notifier of one app. */
export interface StormTellingKey {
  readonly storm: string;
  readonly app: string;
  readonly notifier: string;
}

/**
 * What alerting remembers of storms: counts of new incidents by minute and route, and the incidents folded into each storm. Every
 * write is idempotent, as those of `IncidentStore`, which asks here before it opens an incident.
 */
export interface StormStore extends Tellings<StormTellingKey> {
  /** Counts in the incident this alert opens. The id of the storm it is folded into; `undefined` when it is told by itself. */
  admit(alert: Alert, route: Route): Promise<string | undefined>;
  /** Adds an incident to what its storm comes to, once. */
  fold(storm: string, incident: Incident): Promise<void>;
  /**
   * Takes on the errand of having the storm told in a while; `false` when another has it. Who has it (`by`) gets it again, and
   * anybody once it is older than `staleMs`.
   */
  claimTelling(storm: string, by: string, staleMs: number): Promise<boolean>;
  /** Ends the errand, so that the next incident asks for another. */
  beginTelling(storm: string): Promise<void>;
  stateOf(storm: string, route: Route): Promise<StormState>;
}
