import { type Alert, type Severity } from '@trailbell/detections';
import { type JoinNews } from './incident-news.ts';
import { type Incident } from './incident.ts';
import { type Route } from './routing.ts';

/** An incident as it stands. */
export interface IncidentState {
  /** Alerts in it, the one that opened it included. */
  readonly count: number;
  /** Whether there are more than were counted. */
  readonly more: boolean;
  /** Event time of the last alert, epoch milliseconds. */
  readonly lastSeen: number;
  readonly severity: Severity;
  /** Grows with every change people should see. */
  readonly revision: number;
}

/** An alert that joined an incident. */
export interface Joined {
  readonly state: IncidentState;
  /** What is new in this alert: the same however often it joins. */
  readonly news: JoinNews;
  /** The event key of the alert that is told as the root in the place of the one that opened the incident. */
  readonly root?: string | undefined;
}

/** What a root message is to be redrawn from. */
export interface Redraw {
  readonly state: IncidentState;
  /** The event key of the first alert of the state's severity, where the incident opened with a lesser one. */
  readonly gravest?: string | undefined;
  /** By notifier: the revision it drew last. */
  readonly drawn: Readonly<Record<string, number>>;
  /** As in `Joined`. */
  readonly root?: string | undefined;
}

/**
 * What alerting remembers of incidents. Every write is conditional and idempotent, so that any of them may be repeated,
 * reordered or raced. Any method may reject with `StoreUnavailableError`.
 */
export interface IncidentStore {
  /** The incident this alert belongs to. It opens one on its route when there is none: of many who would, exactly one does. */
  place(alert: Alert, route: Route): Promise<Incident>;
  /** Counts in an alert that did not open the incident. */
  join(incident: Incident, alert: Alert): Promise<Joined>;
  /** Has an alert that joined told as the root, as the one that opened the incident cannot be. Of many, the first: its event key. */
  takeRoot(incident: Incident, alert: Alert): Promise<string>;
  /**
   * Takes on the errand of having the root redrawn in a while; `false` when another alert has it. Who has it gets it again
   * (it may have died before it passed the errand on), and anybody once it is older than `staleMs`.
   */
  claimRedraw(incident: Incident, alert: Alert, staleMs: number): Promise<boolean>;
  /** Ends the errand, so that the next alert asks for another redraw, and answers what to draw. */
  beginRedraw(incident: Incident): Promise<Redraw>;
  /** Records what a notifier drew; `false` when it had drawn something later meanwhile, which this may have painted over. */
  markDrawn(incident: Incident, notifier: string, revision: number): Promise<boolean>;
}
