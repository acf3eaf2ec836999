import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { s3ReplicationExternal } from './s3-replication-external.ts';

function replicates(Rule: unknown) {
  return recordOf('s3:PutBucketReplication', {
    replication: '',
    bucketName: 'example-exports',
    ReplicationConfiguration: {
      xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
      Role: 'arn:aws:iam::111122223333:role/replication',
      Rule,
    },
  });
}

const ruleTo = (destination: object, Status = 'Enabled') => ({
  ID: 'copy',
  Status,
  Priority: 0,
  Filter: '',
  Destination: { Bucket: 'arn:aws:s3:::example-copies', ...destination },
});
const toStranger = replicates(ruleTo({ Account: '444455556666' }));
const plain = 'ana (IAM user) had the bucket example-exports copied to the bucket example-copies';

describeDetection(s3ReplicationExternal, {
  settings: { ownAccounts: ['777788889999'] },
  alerts: {
    "somebody else's account": {
      event: toStranger,
      summary: `${plain} of the account 444455556666`,
      subject: 'the bucket example-exports',
    },
    'an account that XML took for a number': {
      event: replicates(ruleTo({ Account: 12345678901 })),
      summary: `${plain} of the account 012345678901`,
    },
    'a stranger in one rule of two': {
      event: replicates([ruleTo({ Account: '777788889999' }), ruleTo({ Account: '444455556666' })]),
      summary: `${plain} of the account 444455556666`,
    },
    'an account of our own, in the digest': {
      event: replicates(ruleTo({ Account: '777788889999' })),
      severity: 'low',
      summary: plain,
    },
    'a bucket whose account is not told, in the digest': {
      event: replicates(ruleTo({})),
      severity: 'low',
      summary: plain,
    },
    'a rule that is off, in the digest': {
      event: replicates(ruleTo({ Account: '444455556666' }, 'Disabled')),
      severity: 'low',
      summary: 'ana (IAM user) had the bucket example-exports copied to another bucket',
    },
    'a record without the configuration, in the digest': {
      event: recordOf('s3:PutBucketReplication', { bucketName: 'example-exports' }),
      severity: 'low',
      summary: 'ana (IAM user) had the bucket example-exports copied to another bucket',
    },
  },
  ignores: {
    'a replication that is deleted': { ...toStranger, eventName: 'DeleteBucketReplication' },
    'a call that was denied': denied(toStranger),
  },
});
