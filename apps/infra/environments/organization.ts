import { type EnvironmentFile } from '../src/config.ts';

/**
 * The largest environment there is a reason for: an organisation that works in every region that needs no opt-in. Its
 * own trail, its queries, its evidence under lock. Specs and the bench of synthesis run it.
 */
export const environment: EnvironmentFile = {
  account: '111122223333',
  homeRegion: 'eu-central-1',
  regions: [
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-southeast-1',
    'ap-southeast-2',
    'ca-central-1',
    'eu-central-1',
    'eu-north-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'sa-east-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ],
  organization: { id: 'o-exampleorgid', managementAccount: '444455556666' },
  // StackSets leave the management account out. All other accounts get their collectors by one.
  memberAccounts: ['444455556666'],
  trail: {
    mode: 'create',
    insights: ['ApiCallRateInsight', 'ApiErrorRateInsight'],
    logFileDays: 2557,
    objectLock: { mode: 'governance', days: 400 },
    logGroup: { days: 30 },
  },
  guard: {
    region: 'eu-west-1',
    deployRoles: [
      'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-*',
      'arn:aws:iam::444455556666:role/cdk-hnb659fds-cfn-exec-role-444455556666-*',
      'arn:aws:iam::*:role/stacksets-exec-*',
    ],
  },
  detections: { watchedBuckets: ['example-payments-exports', 'example-board-papers'] },
  routing: {
    bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
    channels: { page: '#security-page', alert: '#security-alerts', digest: '#security-digest' },
    email: ['page'],
  },
  emails: {
    page: ['security@example.com', 'on-call@example.com'],
    alarms: ['platform@example.com'],
    tampering: ['security@example.com', 'ciso@example.com'],
    objectWrites: ['payments@example.com'],
  },
};
