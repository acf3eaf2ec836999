import { expect, test } from '@jest/globals';
import { matches } from '@trailbell/event-pattern';
import { isKnownLogBucket, isLogBucket, logBucketNames } from './log-bucket.ts';

const settings = { logBuckets: ['example-audit'] };

test.each([
  ['example-audit', 'known'],
  ['trailbell-logs-111122223333-eu-central-1', 'known'],
  ['aws-controltower-logs-111122223333-eu-central-1', 'known'],
  ['example-cloudtrail-logs', 'perhaps'],
  ['example-audit-2', 'no'],
  ['my-trailbell-logs-copy', 'no'],
])('%s holds logs: %s', (bucket, answer) => {
  expect(isKnownLogBucket(bucket, settings)).toBe(answer === 'known');
  expect(isLogBucket(bucket, settings)).toBe(answer !== 'no');
  expect(matches({ bucket: logBucketNames(settings) }, { bucket })).toBe(isLogBucket(bucket, settings));
});
