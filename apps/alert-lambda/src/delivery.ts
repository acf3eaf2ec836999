import {
  type JoinedAlert,
  type Notifier,
  type StoredAlert,
  type Teller,
  type Telling,
  tellAlert,
  tellJoin,
} from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';

/** One way on for a decided alert. */
export interface Delivery {
  /** Names it in the table and on the retry queue, for as long as messages may wait there. */
  readonly id: string;
  /** Never rejects: how it ended is in the answer. */
  deliver(stored: StoredAlert | JoinedAlert, teller: Teller): Promise<Telling>;
}

/** Tells people, once. */
export function deliveryThrough(notifier: Notifier): Delivery {
  return {
    id: notifier.id,
    deliver: (stored, teller) =>
      'joined' in stored ? tellJoin(stored, notifier, teller) : tellAlert(stored, notifier, teller),
  };
}

/**
 * Hands the alert over to digest-lambda. It takes no claim and leaves no mark: an alert handed over has not been told yet,
 * and one handed over twice is told once, by digest-lambda's own claim.
 */
export function deliveryToDigest(send: (alert: Alert) => Promise<string>): Delivery {
  return {
    id: 'digest-queue',
    deliver: async ({ alert }) => {
      try {
        return { kind: 'told', receipt: await send(alert) };
      } catch (error) {
        return { kind: 'failed', error: new Error('the digest queue did not take the alert', { cause: error }) };
      }
    },
  };
}
