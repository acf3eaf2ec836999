import { type DigestNotifier, type Teller, type Telling, MetricName, tellDigest } from '@trailbell/alerting';
import { type Alert, type Evaluate } from '@trailbell/detections';
import { type BatchAnswer, type QueueMessage, type Telemetry, keepOnQueue, readMessages } from '@trailbell/lambda-kit';
import { alertsIn } from './alerts-in.ts';
import { DigestMessage } from './digest-message.ts';
import { reportTellings } from './report-tellings.ts';

export interface DeliveringDigests {
  readonly evaluate: Evaluate;
  readonly notifier: DigestNotifier;
  readonly teller: Teller;
  readonly telemetry: Telemetry;
}

/** A message and what became of it: the alerts it is about, each decided, or that they could not be. */
interface DecidedMessage {
  readonly messageId: string;
  readonly alerts: readonly Alert[] | 'undecided';
}

/**
 * Tells one digest for the whole batch, and says which messages the queue keeps.
 *
 * A message that cannot be read goes back alone, and after its last try to the dead-letter queue. One whose alerts cannot be
 * stored now goes back and joins a later digest. When the digest cannot be posted, every message that had a line in it goes
 * back. A line that was told before is not told again; a batch of nothing else posts nothing. Never rejects: that would bring
 * back the messages that are done with, too.
 */
export async function deliverDigest(
  messages: readonly QueueMessage[],
  delivering: DeliveringDigests,
): Promise<BatchAnswer> {
  const { telemetry, notifier, teller } = delivering;
  const { readable, unreadable } = readMessages(DigestMessage, messages);
  for (const { messageId, error } of unreadable) {
    telemetry.count(MetricName.MessageUnreadable);
    telemetry.log.error('the digest queue carries a message that is none of ours', { messageId, error });
  }

  const decided = await Promise.all(
    readable.map(async ({ messageId, body }) => ({ messageId, alerts: await decideAll(body, delivering) })),
  );
  const alerts = decided.flatMap((message) => (message.alerts === 'undecided' ? [] : message.alerts));
  const tellings = await tellDigest(alerts, notifier, teller);
  reportTellings(tellings, telemetry);

  const open = new Set(alerts.filter((_, index) => isOpen(tellings[index])));
  return keepOnQueue([...unreadable, ...decided.filter((message) => isKept(message, open))]);
}

async function decideAll(
  message: DigestMessage,
  { evaluate, teller, telemetry }: DeliveringDigests,
): Promise<DecidedMessage['alerts']> {
  try {
    const alerts = alertsIn(message, evaluate, telemetry);
    const stored = await Promise.all(alerts.map((alert) => teller.store.decide(alert, 'digest')));
    stored
      .filter(({ fresh }) => fresh)
      .forEach(() => {
        telemetry.count(MetricName.AlertDecided);
      });
    return stored.map(({ alert }) => alert);
  } catch (error) {
    telemetry.log.warn('an alert for the digest could not be stored now; its message goes back to the queue', {
      error,
    });
    return 'undecided';
  }
}

function isKept({ alerts }: DecidedMessage, open: ReadonlySet<Alert>): boolean {
  return alerts === 'undecided' || alerts.some((alert) => open.has(alert));
}

function isOpen(telling: Telling | undefined): boolean {
  return telling?.kind !== 'told' && telling?.kind !== 'already-told';
}
