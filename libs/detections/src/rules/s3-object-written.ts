import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { Name } from '../reading/text.ts';

/**
 * An object was written to a bucket somebody wants to know about.
 *
 * A data event: it arrives only if the trail logs the bucket's objects. There may be many, and each alone means little, so
 * they go straight to the digest.
 */
export const s3ObjectWritten = defineDetection({
  id: 's3-object-written',
  title: 'Object written to a watched bucket',
  severity: 'info',
  digestOnly: true,
  why: 'Somebody asked to know what is written to this bucket, and by whom.',
  falsePositives: [
    'The system that is meant to write here does so. If its lines are too many, leave the bucket out of `watchedBuckets`.',
  ],
  runbook: [
    'Check that the writer is one of those who should write to this bucket.',
    'If it is not, look at the object and at its earlier versions: was something replaced?',
    'Take the right to write away from whoever should not have it.',
  ],
  techniques: ['T1565.001'],
  pattern: ({ watchedBuckets }) =>
    watchedBuckets.length === 0
      ? undefined
      : apiCalls({
          eventSource: 's3.amazonaws.com',
          eventNames: ['CompleteMultipartUpload', 'PutObject'],
          detail: { requestParameters: { bucketName: [...watchedBuckets] }, ...SUCCEEDED },
        }),
  reads: z.object({ requestParameters: z.object({ bucketName: Name, key: Name }) }),
  subject: ({ requestParameters: { bucketName } }) => bucketName,
  summarize: ({ who, requestParameters: { bucketName, key } }) => `${who} wrote ${key} to ${bucketName}`,
});
