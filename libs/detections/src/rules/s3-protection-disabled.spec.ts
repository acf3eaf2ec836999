import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, inTurn, recordOf } from '../testing/record-of.ts';
import { s3ProtectionDisabled } from './s3-protection-disabled.ts';

const calling = (call: string, parameters: object, bucketName = 'example-exports') =>
  recordOf(`s3:${call}`, { bucketName, Host: `${bucketName}.s3.eu-central-1.amazonaws.com`, ...parameters });
const versioning = (VersioningConfiguration: object, bucketName?: string) =>
  calling('PutBucketVersioning', { versioning: '', VersioningConfiguration }, bucketName);
const expiring = (Days: number, Status = 'Enabled') =>
  calling('PutBucketLifecycle', { lifecycle: '', LifecycleConfiguration: { Rule: { Status, Expiration: { Days } } } });
const suspending = versioning({ Status: 'Suspended' });
const uncopied = calling('DeleteBucketReplication', { replication: '' });

describeDetection(s3ProtectionDisabled, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'versions that are kept no longer': {
      event: suspending,
      summary: 'ana (IAM user) suspended the versioning of the bucket example-exports',
      subject: 'example-exports',
    },
    'versions that one factor is enough to delete': {
      event: versioning({ Status: 'Enabled', MfaDelete: 'Disabled' }),
      summary: 'ana (IAM user) turned off MFA delete of the bucket example-exports',
    },
    'copies that are made no longer': {
      event: uncopied,
      summary: 'ana (IAM user) stopped the copying to another of the bucket example-exports',
    },
    'a key of their own that is given up': {
      event: calling('DeleteBucketEncryption', { encryption: '' }),
      severity: 'medium',
      summary: 'ana (IAM user) set the encryption back to the default of the bucket example-exports',
    },
    'objects that are gone tomorrow': {
      event: expiring(1),
      summary: 'ana (IAM user) had objects deleted after 1 day from the bucket example-exports',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, suspending),
      severity: 'low',
      summary: 'build-77 (role deploy) suspended the versioning of the bucket example-exports',
    },
  },
  bursts: {
    'two protections of one bucket': {
      events: inTurn([suspending, uncopied], 60),
      severity: 'critical',
      summary:
        'ana (IAM user) took from the bucket example-exports 2 different protections in 1 minute: versioning, replication',
      subject: 'example-exports',
    },
    'protections that two people take away': {
      events: inTurn([by(callers.sso, suspending), uncopied], 60),
      severity: 'critical',
      summary:
        'ana (IAM user) took from the bucket example-exports 2 different protections in 1 minute: versioning, replication',
    },
  },
  apart: {
    'one protection twice': inTurn([suspending, suspending]),
    'protections of two buckets': inTurn([versioning({ Status: 'Suspended' }, 'example-cache'), uncopied]),
  },
  ignores: {
    'versions that are kept': versioning({ Status: 'Enabled' }),
    'objects that are kept for months': expiring(90),
    'a rule that is off': expiring(1, 'Disabled'),
    'a change that was refused': denied(suspending),
    'a log bucket, of which log-bucket-tampered tells': versioning(
      { Status: 'Suspended' },
      'trailbell-logs-111122223333',
    ),
  },
});
