import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { s3AccessLoggingDisabled } from './s3-access-logging-disabled.ts';

const logging = (status: unknown) =>
  recordOf('s3:PutBucketLogging', {
    logging: '',
    bucketName: 'example-exports',
    Host: 'example-exports.s3.eu-central-1.amazonaws.com',
    BucketLoggingStatus: status,
  });
const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/';
const nowhere = logging({ xmlns });

describeDetection(s3AccessLoggingDisabled, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'logging to nowhere': {
      event: nowhere,
      summary: 'ana (IAM user) turned off the access log of the bucket example-exports',
      subject: 'example-exports',
    },
    'logging to nowhere, as an empty element': {
      event: logging(''),
      summary: 'ana (IAM user) turned off the access log of the bucket example-exports',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, nowhere),
      severity: 'low',
      summary: 'build-77 (role deploy) turned off the access log of the bucket example-exports',
    },
  },
  ignores: {
    'logging to another bucket': logging({ xmlns, LoggingEnabled: { TargetBucket: 'example-logs', TargetPrefix: '' } }),
    'a call that was denied': denied(nowhere),
    'a stack that sets up its bucket': by(callers.cloudFormation, nowhere),
  },
});
