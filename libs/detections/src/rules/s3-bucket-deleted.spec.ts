import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, calls, recordOf } from '../testing/record-of.ts';
import { s3BucketDeleted } from './s3-bucket-deleted.ts';

const deleting = (bucketName = 'example-exports') =>
  recordOf('s3:DeleteBucket', { bucketName, Host: `${bucketName}.s3.eu-central-1.amazonaws.com` });

describeDetection(s3BucketDeleted, {
  alerts: {
    'one bucket': {
      event: deleting(),
      summary: 'ana (IAM user) deleted the bucket example-exports',
      subject: 'example-exports',
    },
  },
  bursts: {
    'five buckets': {
      events: calls(5, (index) => deleting(`example-${index}`)),
      severity: 'high',
      summary: 'ana (IAM user) deleted 5 different buckets in 40 seconds: example-0, example-1, example-2 and 2 more',
      subject: 'ana',
    },
  },
  apart: {
    'buckets of several people': calls(8, (index) =>
      by(index % 2 === 0 ? callers.ana : callers.sso, deleting(`example-${index}`)),
    ),
    'one bucket an hour': calls(8, (index) => deleting(`example-${index}`), 3_600),
  },
  ignores: {
    'a log bucket, of which log-bucket-tampered tells': deleting('trailbell-logs-111122223333'),
    'a bucket that is not empty': { ...deleting(), errorCode: 'BucketNotEmpty' },
  },
});
