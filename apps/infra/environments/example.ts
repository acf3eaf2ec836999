import { type EnvironmentFile } from '../src/config.ts';

/** The environment of documentation: an account that does not exist. Copy it, and change every line. */
export const environment: EnvironmentFile = {
  account: '111122223333',
  homeRegion: 'eu-central-1',
  regions: ['eu-central-1', 'us-east-1'],
  trail: { mode: 'create', logGroup: { days: 90 } },
  guard: {
    region: 'eu-west-1',
    // What `cdk bootstrap` made, and CloudFormation deploys as.
    deployRoles: ['arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-*'],
  },
  detections: { watchedBuckets: ['example-payments-exports'] },
  routing: {
    bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
    channels: { page: '#security-page', alert: '#security-alerts', digest: '#security-digest' },
    email: ['page'],
  },
  digest: { every: 'hour', emptyWindow: 'nothing' },
  emails: {
    page: ['security@example.com'],
    alarms: ['platform@example.com'],
    tampering: ['security@example.com'],
    objectWrites: ['payments@example.com'],
  },
};
