import { type Routing } from '@trailbell/alerting';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type Alert } from '@trailbell/detections';

export const ROUTING: Routing = {
  bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
  channels: { page: '#page', alert: '#alerts', digest: '#digest' },
  email: ['page'],
};

export function eventOf(eventId: string): EventEnvelope {
  return {
    version: '0',
    id: `delivery-of-${eventId}`,
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.cloudtrail',
    account: '111122223333',
    time: '2026-01-01T09:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: {
      eventVersion: '1.11',
      eventID: eventId,
      eventName: 'StopLogging',
      eventSource: 'cloudtrail.amazonaws.com',
      eventTime: '2026-01-01T09:00:00Z',
    },
  };
}

export function alertOf(changes: Partial<Alert> = {}): Alert {
  return {
    eventKey: 'event-1',
    detectionId: 'cloudtrail-stopped',
    title: 'CloudTrail logging stopped or trail deleted',
    severity: 'critical',
    summary: 'ana stopped the trail example',
    subject: 'example',
    actor: { kind: 'iam-user', name: 'ana', accountId: '111122223333' },
    source: '203.0.113.7',
    eventTime: '2026-01-01T09:00:00Z',
    eventName: 'StopLogging',
    eventSource: 'cloudtrail.amazonaws.com',
    eventId: 'event-1',
    account: '111122223333',
    region: 'eu-central-1',
    why: 'Without the trail nobody sees what happens next.',
    runbook: ['Start logging again.'],
    falsePositives: ['A trail is replaced by another.'],
    techniques: ['T1685.002'],
    ...changes,
  };
}
