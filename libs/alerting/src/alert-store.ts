import { type Alert } from '@trailbell/detections';
import { type SuppressionNote } from './digest-entry.ts';
import { type Incident } from './incident.ts';
import { type Receipt } from './notifier.ts';
import { type Route } from './routing.ts';

/** Event key and detection: the identity of an alert. */
export interface AlertKey {
  readonly eventKey: string;
  readonly detectionId: string;
}

/** Where an alert that is told goes beside its route, or why it is not told. */
export type Placement = Pick<StoredAlert, 'incident' | 'suppression'>;

/** What is stored with an alert. */
export type Decision = Placement & Pick<StoredAlert, 'claims'>;

export interface StoredAlert {
  readonly alert: Alert;
  readonly route: Route;
  /** The incident it was placed in; absent for what only goes into a digest. */
  readonly incident?: Incident;
  /** Why nobody is told, where a suppression covers it. */
  readonly suppression?: SuppressionNote;
  /** Whether this call stored it; `false` when it had been decided before. */
  readonly fresh: boolean;
  /** What this call claimed in storing it. */
  readonly claims?: FirstClaims;
}

/** Claims on an alert that are taken by the very write that stores it: who decides an alert tells it, and then needs no others. */
export interface FirstClaims {
  readonly app: string;
  readonly notifiers: readonly string[];
  /** Epoch milliseconds at which the leases end. */
  readonly until: number;
}

/** One alert, told by one notifier of one app: what is claimed, told once, and marked. */
export interface TellingKey extends AlertKey {
  /** The app that tells: two apps may each tell the same alert through a notifier of the same id. */
  readonly app: string;
  readonly notifier: string;
}

/** `claimed`: the caller tells now. `told`: already told. `held`: another invocation is telling until its lease ends. */
export type Claim = 'claimed' | 'told' | 'held';

/** Who was told what: each thing once by each notifier. */
export interface Tellings<Key> {
  /**
   * Takes the right to tell until `leaseUntil` (epoch ms). A lease that has ended may be taken over by another caller.
   * Rejects when there is nothing of this key to tell.
   */
  claim(key: Key, leaseUntil: number): Promise<Claim>;
  /** What a notifier answered when it told this; `undefined` when it has not told it yet. */
  receiptOf(key: Key): Promise<Receipt | undefined>;
  /** Records that people were told. The first receipt stays: telling is a fact whoever holds the claim by then. */
  markTold(key: Key, receipt: Receipt): Promise<void>;
  /** Gives the claim back after a failed telling; does nothing when this very lease is no longer the one held. */
  release(key: Key, leaseUntil: number): Promise<void>;
}

/**
 * What alerting remembers. Every write is conditional and idempotent, so that any of them may be repeated, reordered or raced.
 * DynamoDB in the cloud, memory in backtest; one contract test for all. Any method may reject with `StoreUnavailableError`, and
 * those about a telling with `UndecidedAlertError` when the alert was never stored.
 */
export interface AlertStore extends Tellings<TellingKey> {
  /** Stores the decided alert once; answers what is stored, also when it had been stored before: then nothing was claimed. */
  decide(alert: Alert, route: Route, decision?: Decision): Promise<StoredAlert>;
  find(key: AlertKey): Promise<StoredAlert | undefined>;
}

/** The store could not answer now (throttled, unreachable). The same call may be made again. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** A claim on an alert nobody decided: the caller skipped `decide`, or the alert outlived its retention. */
export class UndecidedAlertError extends Error {
  override readonly name = 'UndecidedAlertError';

  constructor({ eventKey, detectionId }: AlertKey) {
    super(`alert ${detectionId} of event ${eventKey} is not stored. Only a decided alert can be told`);
  }
}

export function alertKeyOf({ eventKey, detectionId }: AlertKey): AlertKey {
  return { eventKey, detectionId };
}
