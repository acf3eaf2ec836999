import { type Alert } from '@trailbell/detections';
import { type Route } from './routing.ts';

/** Event key and detection: the identity of an alert. */
export interface AlertKey {
  readonly eventKey: string;
  readonly detectionId: string;
}

export interface StoredAlert {
  readonly alert: Alert;
  readonly route: Route;
  /** Whether this call stored it; `false` when it had been decided before. */
  readonly fresh: boolean;
}

/** `claimed`: the caller tells now. `told`: already told. `held`: another invocation is telling until its lease ends. */
export type Claim = 'claimed' | 'told' | 'held';

/** What alerting remembers. Every write is conditional and idempotent per alert key. DynamoDB in the cloud, memory in backtest; one contract test for all. */
export interface AlertStore {
  /** Stores the decided alert once; answers what is stored, also when it had been stored before. */
  decide(alert: Alert, route: Route): Promise<StoredAlert>;
  find(key: AlertKey): Promise<StoredAlert | undefined>;
  /** Takes the right to tell this alert through `notifier` until `leaseUntil` (epoch ms). */
  claim(key: AlertKey, notifier: string, leaseUntil: number): Promise<Claim>;
  markTold(key: AlertKey, notifier: string, receipt: string): Promise<void>;
  /** Gives the claim back after a failed telling. */
  release(key: AlertKey, notifier: string): Promise<void>;
}

export function alertKeyOf({ eventKey, detectionId }: Alert): AlertKey {
  return { eventKey, detectionId };
}
