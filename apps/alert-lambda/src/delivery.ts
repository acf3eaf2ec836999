import {
  type AlertEventDetail,
  type JoinedAlert,
  type Notifier,
  type QueuedAlert,
  type QueuedRang,
  type QueuedSuppressed,
  type StoredAlert,
  type JoinTeller,
  type JoinTelling,
  alertEventDetailOf,
  alertKeyOf,
  isOpenedBy,
  isToldInDigest,
  queuedAlertOf,
  queuedRangOf,
  queuedSuppressedOf,
  tellAlert,
  tellJoin,
  tellOnce,
} from '@trailbell/alerting';

/** One way on for a decided alert. */
export interface Delivery {
  /** Names it in the table and on the retry queue, for as long as messages may wait there. */
  readonly id: string;
  /** Whether it reaches people by itself; the others leave that to somebody else. */
  readonly toPeople: boolean;
  /** Whether it claims an alert that is stored so, whatever becomes of it: then the claim is taken with the decision. */
  claims(stored: Placed): boolean;
  /** Never rejects: how it ended is in the answer. */
  deliver(stored: StoredAlert | JoinedAlert, teller: JoinTeller): Promise<DeliveryOutcome>;
}

type Placed = Pick<StoredAlert, 'alert' | 'incident'>;

/** `noted`: the digest counts the alert, and others tell people of it. */
export type DeliveryOutcome = JoinTelling | { readonly kind: 'noted' };

/** Tells people, once. */
export function deliveryThrough(notifier: Notifier): Delivery {
  return {
    id: notifier.id,
    toPeople: true,
    claims: (stored) => !joins(stored), // in an incident it depends on what is new
    deliver: (stored, teller) =>
      'joined' in stored ? tellJoin(stored, notifier, teller) : tellAlert(stored, notifier, teller),
  };
}

/** What digest-lambda is handed: an alert to tell, or one to count as suppressed, or as told at once. */
export type DigestMessage = QueuedAlert | QueuedSuppressed | QueuedRang;

/**
 * Hands the alert over to digest-lambda. It takes no claim and leaves no mark: an alert handed over has not been told yet,
 * and one handed over twice is told, or counted, once, by what digest-lambda keeps.
 */
export function deliveryToDigest(send: (message: DigestMessage) => Promise<string>): Delivery {
  return {
    id: 'digest-queue',
    toPeople: false,
    claims: () => false,
    deliver: async (stored) => {
      const message = digestMessageOf(stored);
      try {
        const receipt = await send(message);
        return message.kind === 'rang' ? { kind: 'noted' } : { kind: 'told', receipt };
      } catch (error) {
        return { kind: 'failed', error: new Error('the digest queue did not take the alert', { cause: error }) };
      }
    },
  };
}

/** Puts the alert on the hub bus, for the apps of teams: once, as a notifier tells, and each that joins an incident, too. */
export function deliveryToHubBus(put: (detail: AlertEventDetail) => Promise<string>): Delivery {
  return {
    id: 'hub-bus',
    toPeople: false,
    claims: () => true,
    deliver: (stored, teller) =>
      tellOnce(
        { ...alertKeyOf(stored.alert), app: teller.app, notifier: 'hub-bus' },
        () => put(alertEventDetailOf(stored)),
        { ...teller, claims: stored.claims },
      ),
  };
}

/** Whether the alert is told where its incident is, which another one opened. In a storm none is. */
export function joins({ alert, incident }: Placed): boolean {
  return incident !== undefined && incident.storm === undefined && !isOpenedBy(incident, alert);
}

function digestMessageOf(stored: StoredAlert): DigestMessage {
  const { alert, route, suppression } = stored;
  if (suppression) {
    return queuedSuppressedOf(alert, suppression);
  }
  return isToldInDigest(stored) ? queuedAlertOf(alert) : queuedRangOf(alert, route);
}
