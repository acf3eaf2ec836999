import { Errand, MetricName, NotToldError, type QueuedRetry } from '@trailbell/alerting';
import { type BatchAnswer, type Facts, type QueueMessage, keepOnQueue, readMessages } from '@trailbell/lambda-kit';
import { deliverAlert } from './deliver-alert.ts';
import { type Delivery } from './delivery.ts';
import { type Redrawing, redrawIncident } from './redraw-incident.ts';
import { type TellingStorms, tellOfCalm, tellOfStorm } from './tell-of-storm.ts';

export interface RetryingDeliveries extends Redrawing, TellingStorms {
  /** Every delivery there is: a message names those it waits for. */
  readonly deliveries: readonly Delivery[];
  /** Has a message that is kept come back after a while, which grows, and is `leastMs` at least. */
  readonly spaceOut: (message: QueueMessage, leastMs: number) => Promise<void>;
}

/** How an errand ended: done, or to be tried again, not before `leastMs` have passed. */
type Attempt = 'done' | { readonly leastMs: number };

/**
 * Does what could not be done before, or was meant for later. Decides nothing: the alert is as it was stored.
 *
 * The queue keeps each message of which anything is left to do, and shows it again after a wait of its own. Never rejects:
 * that would keep the messages that are done with, too.
 */
export async function retryDeliveries(
  messages: readonly QueueMessage[],
  retrying: RetryingDeliveries,
): Promise<BatchAnswer> {
  const { readable, unreadable } = readMessages(Errand, messages);
  for (const { messageId, error } of unreadable) {
    retrying.telemetry.count(MetricName.MessageUnreadable);
    retrying.telemetry.log.error('the retry queue carries a message that is none of ours', { messageId, error });
  }

  const attempts = await Promise.all(
    readable.map(async ({ messageId, body }) => ({ messageId, attempt: await attempt(body, retrying) })),
  );
  const kept = [
    ...unreadable.map(({ messageId }) => ({ messageId, leastMs: 0 })),
    ...attempts.flatMap(({ messageId, attempt: how }) => (how === 'done' ? [] : [{ messageId, ...how }])),
  ];
  await Promise.all(
    messages.flatMap((message) => {
      const waiting = kept.find(({ messageId }) => messageId === message.messageId);
      return waiting ? [spaceOut(message, waiting.leastMs, retrying)] : [];
    }),
  );
  return keepOnQueue(kept);
}

async function attempt(errand: Errand, retrying: RetryingDeliveries): Promise<Attempt> {
  try {
    return await doErrand(errand, retrying);
  } catch (error) {
    retrying.telemetry.log.warn('an errand of the retry queue failed', { ...namesOf(errand), error });
    return { leastMs: error instanceof NotToldError ? (error.retryAfterMs ?? 0) : 0 };
  }
}

async function doErrand(errand: Errand, retrying: RetryingDeliveries): Promise<Attempt> {
  switch (errand.kind) {
    case 'retry':
      return deliverAgain(errand, retrying);
    case 'redraw':
      return (await redrawIncident(errand, retrying)) ? 'done' : { leastMs: 0 };
    case 'storm':
      return afterWaiting(await tellOfStorm(errand, retrying));
    case 'calm':
      return afterWaiting(await tellOfCalm(errand, retrying));
  }
}

function afterWaiting(leastMs: number | undefined): Attempt {
  return leastMs === undefined ? 'done' : { leastMs };
}

function namesOf(errand: Errand): Facts {
  const { kind } = errand;
  return 'storm' in errand
    ? { kind, storm: errand.storm }
    : { kind, eventKey: errand.eventKey, detectionId: errand.detectionId };
}

async function deliverAgain(
  { eventKey, detectionId, notifiers, receipts = {} }: QueuedRetry,
  retrying: RetryingDeliveries,
): Promise<Attempt> {
  const { log } = retrying.telemetry;
  const stored = await retrying.teller.store.find({ eventKey, detectionId });
  if (!stored) {
    log.error('the alert to deliver is not in the table; the message waits for an operator', { eventKey, detectionId });
    return { leastMs: 0 };
  }

  const { app, store } = retrying.teller;
  await Promise.all(
    Object.entries(receipts).map(([notifier, receipt]) =>
      store.markTold({ eventKey, detectionId, app, notifier }, receipt),
    ),
  );
  const known = retrying.deliveries.filter(({ id }) => notifiers.includes(id) && !(id in receipts));
  const remainder = await deliverAlert(stored, known, retrying);

  const unknown = notifiers.filter((id) => !retrying.deliveries.some((delivery) => delivery.id === id));
  if (unknown.length > 0) {
    log.error('there is no such delivery; the message waits for an operator', { eventKey, detectionId, unknown });
    return { leastMs: remainder?.waitMs ?? 0 };
  }
  return afterWaiting(remainder?.waitMs);
}

/** What cannot be spaced out comes back when the queue's own visibility timeout ends. */
async function spaceOut(message: QueueMessage, leastMs: number, retrying: RetryingDeliveries): Promise<void> {
  try {
    await retrying.spaceOut(message, leastMs);
  } catch (error) {
    const { messageId } = message;
    retrying.telemetry.log.warn('a message could not be spaced out; it comes back when its time is over', {
      messageId,
      error,
    });
  }
}
