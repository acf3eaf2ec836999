import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { logBucketTampered } from './log-bucket-tampered.ts';

const KNOWN = 'trailbell-logs-111122223333-eu-central-1';
const host = { Host: 's3.eu-central-1.amazonaws.com' };

const calling = (eventName: string, fields: object = {}, bucketName = KNOWN) =>
  recordOf(`s3:${eventName}`, { bucketName, ...host, ...fields });
const expiring = (rule: object, bucketName = KNOWN) =>
  calling(
    'PutBucketLifecycle',
    {
      lifecycle: '',
      LifecycleConfiguration: {
        xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
        Rule: { ID: 'expire', Status: 'Enabled', Filter: '', ...rule },
      },
    },
    bucketName,
  );
const versioning = (VersioningConfiguration: object) =>
  calling('PutBucketVersioning', { versioning: '', VersioningConfiguration });
const policyOf = (...Statement: object[]) =>
  calling('PutBucketPolicy', { policy: '', bucketPolicy: { Version: '2012-10-17', Statement } });

const CLOUDTRAIL_WRITES = {
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `arn:aws:s3:::${KNOWN}/AWSLogs/111122223333/*`,
  Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
};
const ONLY_TLS = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: `arn:aws:s3:::${KNOWN}/*`,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const oneDay = expiring({ Expiration: { Days: 1 } });

describeDetection(logBucketTampered, {
  settings: { logBuckets: ['example-audit'], deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'files that are deleted after a day': {
      event: oneDay,
      summary: `ana (IAM user) set the files in the log bucket ${KNOWN} to be deleted after 1 day`,
      subject: KNOWN,
    },
    'files that are deleted on a date, in one rule of several': {
      event: calling(
        'PutBucketLifecycle',
        {
          LifecycleConfiguration: {
            Rule: [
              { Status: 'Enabled', Expiration: { Days: 400 } },
              { Status: 'Enabled', Expiration: { Date: '2026-10-14T00:00:00Z' } },
            ],
          },
        },
        'example-audit',
      ),
      summary: 'ana (IAM user) set the files in the log bucket example-audit to be deleted on a fixed date',
    },
    'files that are deleted before anybody investigates': {
      event: expiring({ Expiration: { Days: '30' } }),
      severity: 'high',
      summary: `ana (IAM user) set the files in the log bucket ${KNOWN} to be deleted after 30 days`,
    },
    'files that are kept long enough, for the digest': {
      event: expiring({ Expiration: { Days: 365 } }),
      severity: 'low',
      summary: `ana (IAM user) set the files in the log bucket ${KNOWN} to be deleted after 365 days`,
    },
    'a bucket that by its name holds a trail': {
      event: expiring({ Expiration: { Days: 1 }, Filter: { Prefix: '*' } }, 'example-cloudtrail-logs'),
      severity: 'high',
      summary: 'ana (IAM user) set the files in the log bucket example-cloudtrail-logs to be deleted after 1 day',
      subject: 'example-cloudtrail-logs',
    },
    'a bucket that is deleted': {
      event: calling('DeleteBucket'),
      summary: `ana (IAM user) deleted the log bucket ${KNOWN}`,
    },
    'a policy that is deleted': {
      event: calling('DeleteBucketPolicy', { policy: '' }),
      summary: `ana (IAM user) deleted the policy that lets logs into the log bucket ${KNOWN}`,
    },
    'a policy that lets no service write': {
      event: policyOf({ ...CLOUDTRAIL_WRITES, Action: 's3:GetBucketAcl' }, ONLY_TLS),
      summary: `ana (IAM user) changed the policy of the log bucket ${KNOWN}: it lets no service write logs any more`,
    },
    'a policy that keeps everybody out': {
      event: policyOf(CLOUDTRAIL_WRITES, { ...ONLY_TLS, Condition: undefined, Action: ['s3:Put*'] }),
      summary: `ana (IAM user) changed the policy of the log bucket ${KNOWN}: it lets no service write logs any more`,
    },
    'a policy under which logs still arrive': {
      event: policyOf(CLOUDTRAIL_WRITES, ONLY_TLS),
      severity: 'medium',
      summary: `ana (IAM user) changed the policy of the log bucket ${KNOWN}`,
    },
    'a policy under which load balancers still write': {
      event: policyOf({ ...CLOUDTRAIL_WRITES, Principal: { AWS: 'arn:aws:iam::054676820928:root' } }),
      severity: 'medium',
      summary: `ana (IAM user) changed the policy of the log bucket ${KNOWN}`,
    },
    'versions that are kept no longer': {
      event: versioning({ Status: 'Suspended' }),
      severity: 'high',
      summary: `ana (IAM user) suspended the versioning of the log bucket ${KNOWN}`,
    },
    'versions that one factor is enough to delete': {
      event: versioning({ Status: 'Enabled', MfaDelete: 'Disabled' }),
      severity: 'high',
      summary: `ana (IAM user) turned off MFA delete of the log bucket ${KNOWN}`,
    },
    'copies that are made no longer': {
      event: calling('DeleteBucketReplication', { replication: '' }),
      severity: 'high',
      summary: `ana (IAM user) stopped the copying of the log bucket ${KNOWN} to another`,
    },
    'copies that go somewhere': {
      event: calling('PutBucketReplication', { replication: '', ReplicationConfiguration: { Role: 'replicate' } }),
      severity: 'medium',
      summary: `ana (IAM user) changed where the logs are copied to from the log bucket ${KNOWN}`,
    },
    'another key': {
      event: calling('PutBucketEncryption', {
        encryption: '',
        ServerSideEncryptionConfiguration: {
          Rule: {
            ApplyServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: 'arn:aws:kms:eu-central-1:444455556666:key/0d2c',
            },
          },
        },
      }),
      severity: 'medium',
      summary: `ana (IAM user) changed the key that encrypts the log bucket ${KNOWN} to arn:aws:kms:eu-central-1:444455556666:key/0d2c`,
    },
    'the key that is taken away': {
      event: calling('DeleteBucketEncryption', { encryption: '' }),
      severity: 'low',
      summary: `ana (IAM user) changed the encryption of the log bucket ${KNOWN} back to the default`,
    },
    'an attempt that was denied': {
      event: denied(oneDay, { requestParameters: oneDay.requestParameters }),
      severity: 'high',
      summary: `ana (IAM user) tried to set the files in the log bucket ${KNOWN} to be deleted after 1 day and was denied`,
    },
    'an attempt that was denied, and does not say what for': {
      event: denied(policyOf(CLOUDTRAIL_WRITES), {
        requestParameters: { bucketName: KNOWN, ...host, policy: '', bucketPolicy: {} },
      }),
      severity: 'high',
      summary: `ana (IAM user) tried to change the log bucket ${KNOWN} by PutBucketPolicy and was denied`,
    },
    'an attempt on a bucket that by its name holds a trail': {
      event: denied(oneDay, { requestParameters: { bucketName: 'example-cloudtrail-logs', ...host } }),
      severity: 'medium',
      summary:
        'ana (IAM user) tried to change the log bucket example-cloudtrail-logs by PutBucketLifecycle and was denied',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, oneDay),
      severity: 'low',
      summary: `build-77 (role deploy) set the files in the log bucket ${KNOWN} to be deleted after 1 day`,
    },
  },
  ignores: {
    'another bucket': expiring({ Expiration: { Days: 1 } }, 'example-thumbnails'),
    'a rule that is off': expiring({ Status: 'Disabled', Expiration: { Days: 1 } }),
    'files that move to colder storage': expiring({ Transition: { Days: 30, StorageClass: 'GLACIER' } }),
    'versioning that is turned on': versioning({ Status: 'Enabled' }),
    'a bucket that encrypts by itself': calling('PutBucketEncryption', {
      ServerSideEncryptionConfiguration: { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } } },
    }),
    'files that are kept long enough, in a bucket that only by its name holds a trail': expiring(
      { Expiration: { Days: 365 } },
      'example-cloudtrail-logs',
    ),
    'a good deed that was denied': denied(versioning({ Status: 'Enabled' }), {
      requestParameters: versioning({ Status: 'Enabled' }).requestParameters,
    }),
    'a bucket that does not exist': { ...oneDay, errorCode: 'NoSuchBucket' },
    'a service that was denied': by(callers.service, denied(oneDay, { requestParameters: oneDay.requestParameters })),
    'another bucket that somebody may not change': denied(oneDay, {
      requestParameters: { bucketName: 'example-thumbnails', ...host },
    }),
  },
});
