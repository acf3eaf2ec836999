import {
  type JoinedAlert,
  type Notifier,
  type QueuedAlert,
  type QueuedSuppressed,
  type StoredAlert,
  type Teller,
  type JoinTelling,
  queuedAlertOf,
  queuedSuppressedOf,
  tellAlert,
  tellJoin,
} from '@trailbell/alerting';

/** One way on for a decided alert. */
export interface Delivery {
  /** Names it in the table and on the retry queue, for as long as messages may wait there. */
  readonly id: string;
  /** Never rejects: how it ended is in the answer. */
  deliver(stored: StoredAlert | JoinedAlert, teller: Teller): Promise<JoinTelling>;
}

/** Tells people, once. */
export function deliveryThrough(notifier: Notifier): Delivery {
  return {
    id: notifier.id,
    deliver: (stored, teller) =>
      'joined' in stored ? tellJoin(stored, notifier, teller) : tellAlert(stored, notifier, teller),
  };
}

/** What digest-lambda is handed: an alert to tell, or one to count as suppressed. */
export type DigestMessage = QueuedAlert | QueuedSuppressed;

/**
 * Hands the alert over to digest-lambda. It takes no claim and leaves no mark: an alert handed over has not been told yet,
 * and one handed over twice is told once, by digest-lambda's own claim.
 */
export function deliveryToDigest(send: (message: DigestMessage) => Promise<string>): Delivery {
  return {
    id: 'digest-queue',
    deliver: async ({ alert, suppression }) => {
      const message = suppression ? queuedSuppressedOf(alert, suppression) : queuedAlertOf(alert);
      try {
        return { kind: 'told', receipt: await send(message) };
      } catch (error) {
        return { kind: 'failed', error: new Error('the digest queue did not take the alert', { cause: error }) };
      }
    },
  };
}
