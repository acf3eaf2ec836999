import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isLogBucket } from '../reading/log-bucket.ts';
import { principalOf } from '../reading/principal.ts';
import { Name } from '../reading/text.ts';

/**
 * A bucket was deleted. S3 deletes empty buckets alone, so one is the end of what emptied it; one after the other is somebody
 * destroying what there is. Log buckets are told by log-bucket-tampered.
 */
export const s3BucketDeleted = defineDetection({
  id: 's3-bucket-deleted',
  title: 'S3 bucket deleted',
  severity: 'low',
  why: 'A bucket is gone with its policy, versions and settings, and its name is free for anybody to take. Many at once are destruction.',
  falsePositives: [
    'Test environments are torn down, as somebody announced.',
    'A tool clears an account that is given back. Suppress its role there.',
  ],
  runbook: [
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'See what is left of the data: replicas, backups, copies of others. Protect those first.',
    'Take the names again at once if anything still reads from these buckets.',
  ],
  techniques: ['T1485'],
  pattern: apiCalls({ eventSource: 's3.amazonaws.com', eventNames: ['DeleteBucket'], detail: SUCCEEDED }),
  reads: z.object({ requestParameters: z.object({ bucketName: Name }) }),
  matches: ({ requestParameters: { bucketName } }, settings) => !isLogBucket(bucketName, settings),
  remembers: [
    {
      ...{ kind: 'distinct', atLeast: 5, windowMinutes: 60, counted: 'buckets' },
      key: principalOf,
      values: ({ requestParameters: { bucketName } }) => [bucketName],
      begins: ({ who }) => `${who} deleted`,
      severityOf: () => 'high',
      subject: ({ actor }) => actor.name,
      isToldAlone: () => true,
    },
  ],
  subject: ({ requestParameters: { bucketName } }) => bucketName,
  summarize: ({ who, requestParameters: { bucketName } }) => `${who} deleted the bucket ${bucketName}`,
});
