import { type Alert } from '@trailbell/detections';

/** An alert as evaluation makes it, with documentation identities. */
export function alertExample(changes: Partial<Alert> = {}): Alert {
  return {
    eventKey: '5f3a1c2e-9d4b-4e6a-8f70-112233445566',
    detectionId: 'cloudtrail-stopped',
    title: 'CloudTrail logging stopped',
    severity: 'critical',
    summary: 'ana stopped the trail org-trail',
    subject: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/org-trail',
    actor: {
      kind: 'assumed-role',
      name: 'ana@example.com',
      principalArn: 'arn:aws:iam::111122223333:role/Admin_Access',
      session: 'ana@example.com',
      accountId: '111122223333',
    },
    source: '203.0.113.7',
    eventTime: '2026-11-23T13:05:09Z',
    eventName: 'StopLogging',
    eventSource: 'cloudtrail.amazonaws.com',
    eventId: '5f3a1c2e-9d4b-4e6a-8f70-112233445566',
    account: '111122223333',
    region: 'eu-central-1',
    why: 'While the trail is stopped, nothing that happens in the account is recorded.',
    runbook: ['Start logging again.', 'Ask ana whether the call was theirs.'],
    falsePositives: ['The trail is being replaced by another one.'],
    techniques: ['T1685.002'],
    ...changes,
  };
}
