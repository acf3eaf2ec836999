import { expect, test } from '@jest/globals';
import { catalogueFor } from '../catalogue.ts';
import { Settings } from '../settings.ts';
import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { s3ObjectWritten } from './s3-object-written.ts';

const DATA_EVENT = { managementEvent: false, eventCategory: 'Data' };
const put = recordOf(
  's3:PutObject',
  {
    bucketName: 'example-exports',
    Host: 'example-exports.s3.eu-central-1.amazonaws.com',
    key: 'settlements/2026/10/12/batch-0001.csv.gz',
  },
  DATA_EVENT,
);

describeDetection(s3ObjectWritten, {
  settings: { watchedBuckets: ['example-exports', 'example-reports'] },
  alerts: {
    'an object that is put': {
      event: by(callers.deploy, put),
      summary: 'build-77 (role deploy) wrote settlements/2026/10/12/batch-0001.csv.gz to example-exports',
      subject: 'example-exports',
    },
    'an object that is uploaded in parts': {
      event: recordOf(
        's3:CompleteMultipartUpload',
        { bucketName: 'example-reports', key: 'year.parquet', uploadId: 'example' },
        DATA_EVENT,
      ),
      summary: 'ana (IAM user) wrote year.parquet to example-reports',
    },
  },
  ignores: {
    'an object in a bucket nobody watches': {
      ...by(callers.deploy, put),
      requestParameters: { ...(put.requestParameters as object), bucketName: 'example-exports-test' },
    },
    'an object that is read': { ...by(callers.deploy, put), eventName: 'GetObject' },
    'a write that was denied': denied(by(callers.deploy, put)),
    'a log file that AWS delivers': by(callers.service, put),
  },
});

test('the detection is off where no bucket is watched', () => {
  const ids = catalogueFor(Settings.parse({})).map(({ id }) => id);

  expect(ids).not.toContain('s3-object-written');
});
