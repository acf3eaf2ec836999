import { type AlertStore, queuedAlertOf, queuedRangOf, queuedSuppressedOf } from '@trailbell/alerting';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { Alert } from '@trailbell/detections';
import { type QueueMessage } from '@trailbell/lambda-kit';
import * as z from 'zod';

export function alertOf(eventKey: string, changes: Partial<Alert> = {}): Alert {
  return {
    eventKey,
    detectionId: 's3-object-written',
    title: 'Object written to a watched bucket',
    severity: 'info',
    summary: `ana wrote ${eventKey}.csv to example-exports`,
    subject: 'example-exports',
    actor: { kind: 'iam-user', name: 'ana', accountId: '111122223333' },
    source: '203.0.113.7',
    eventTime: '2026-01-01T09:00:00Z',
    eventName: 'PutObject',
    eventSource: 's3.amazonaws.com',
    account: '111122223333',
    region: 'eu-central-1',
    why: 'The bucket holds what others would pay for.',
    runbook: ['Ask ana.'],
    falsePositives: ['The nightly export.'],
    techniques: ['T1537'],
    ...changes,
  };
}

export function eventOf(eventId: string): EventEnvelope {
  return {
    version: '0',
    id: `delivery-of-${eventId}`,
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.s3',
    account: '111122223333',
    time: '2026-01-01T09:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: { eventID: eventId, eventName: 'PutObject', eventSource: 's3.amazonaws.com' },
  };
}

/** A message as alert-lambda sends it. */
export function alertMessage(messageId: string, alert: Alert): QueueMessage {
  return { messageId, eventSource: 'aws:sqs', body: JSON.stringify(queuedAlertOf(alert)) };
}

/** An alert that a suppression kept back. */
export function suppressedMessage(messageId: string, alert: Alert): QueueMessage {
  const suppression = { id: 'nightly-export', owner: 'payments', reason: 'The export writes every night' };
  return { messageId, eventSource: 'aws:sqs', body: JSON.stringify(queuedSuppressedOf(alert, suppression)) };
}

/** An alert that was told at once. */
export function rangMessage(messageId: string, alert: Alert): QueueMessage {
  return { messageId, eventSource: 'aws:sqs', body: JSON.stringify(queuedRangOf(alert, 'page')) };
}

/** Stores the alerts that these messages hold, as alert-lambda does before it sends one. */
export async function storeAlertsIn(messages: readonly QueueMessage[], store: AlertStore): Promise<void> {
  for (const { body } of messages) {
    const { success, data } = WithAlert.safeParse(body);
    if (success) {
      await store.decide(data.alert, 'digest');
    }
  }
}

const WithAlert = z
  .string()
  .transform((body) => (body.startsWith('{') ? (JSON.parse(body) as unknown) : undefined))
  .pipe(z.object({ alert: Alert }));

/** The end of a window, as EventBridge Scheduler sends it. */
export function closeMessage(messageId: string, scheduledAt: string): QueueMessage {
  return { messageId, eventSource: 'aws:sqs', body: JSON.stringify({ kind: 'close', version: 1, scheduledAt }) };
}

/** A message as a rule sends it. */
export function eventMessage(messageId: string, event: EventEnvelope): QueueMessage {
  return { messageId, eventSource: 'aws:sqs', body: JSON.stringify(event) };
}

/** A message that nobody of ours sent. */
export function poisonMessage(messageId: string): QueueMessage {
  return { messageId, eventSource: 'aws:sqs', body: '{"kind":"alert","version":99}' };
}
