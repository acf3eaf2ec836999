import { type EnvironmentFile } from '../src/config.ts';

/** Two accounts without an organisation of ours around them, in three regions: each has a trail of its own. */
export const environment: EnvironmentFile = {
  account: '111122223333',
  homeRegion: 'eu-central-1',
  regions: ['eu-central-1', 'eu-west-1', 'us-east-1'],
  memberAccounts: ['444455556666'],
  trail: {
    mode: 'create',
    insights: ['ApiErrorRateInsight'],
    objectLock: { mode: 'governance', days: 365 },
    logGroup: { days: 90 },
  },
  guard: {
    region: 'eu-west-1',
    deployRoles: [
      'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-*',
      'arn:aws:iam::444455556666:role/cdk-hnb659fds-cfn-exec-role-444455556666-*',
    ],
  },
  detections: { ownAccounts: ['444455556666'], watchedBuckets: ['example-payments-exports'] },
  routing: {
    bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
    channels: { page: '#security-page', alert: '#security-alerts', digest: '#security-digest' },
    email: ['page'],
    webhook: ['alert'],
    rules: [
      { when: { account: ['444455556666'], severity: ['critical'] }, to: 'page', by: ['slack', 'email', 'webhook'] },
    ],
  },
  emails: { page: ['security@example.com'], alarms: ['platform@example.com'], tampering: ['security@example.com'] },
};
