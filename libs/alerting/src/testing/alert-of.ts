import { type Alert } from '@trailbell/detections';

/** An alert that was decided. */
export function alertOf(fields: Partial<Alert> = {}): Alert {
  return {
    eventKey: '3b1f5c9a-6f0e-4f0b-8f6e-2d8c1e7a9b40',
    detectionId: 'cloudtrail-stopped',
    title: 'CloudTrail logging stopped or trail deleted',
    severity: 'critical',
    summary: 'ana (IAM user) stopped the trail main',
    subject: 'main',
    actor: { kind: 'iam-user', name: 'ana' },
    source: '203.0.113.24',
    eventTime: '2026-10-13T07:02:12Z',
    eventName: 'StopLogging',
    eventSource: 'cloudtrail.amazonaws.com',
    account: '111122223333',
    region: 'eu-central-1',
    why: 'Without the trail nobody sees what happens next.',
    runbook: ['Start logging again.'],
    falsePositives: ['A trail is replaced by another.'],
    techniques: ['T1685.002'],
    ...fields,
  };
}
