import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { Name } from '../reading/text.ts';

const Status = z.lazy(() => z.object({ LoggingEnabled: z.unknown().optional() }));
const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({
      bucketName: Name,
      BucketLoggingStatus: z.union([Status, z.literal('')]).nullish(),
    }),
  }),
);
type Reads = z.infer<typeof Reads>;

/** A bucket no longer logs who reads it. The same call turns logging on, and says so by naming where to. */
export const s3AccessLoggingDisabled = defineDetection({
  id: 's3-access-logging-disabled',
  title: 'Access logging of an S3 bucket turned off',
  severity: 'medium',
  why: 'Unless data events are logged, the access log is all that tells who read or deleted what in the bucket.',
  falsePositives: ['Data events have taken the place of access logs, which cost more. The change request says so.'],
  runbook: [
    'Turn access logging on again, into the same bucket.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Look in the data events, if the trail has them, for what was read or deleted since.',
  ],
  techniques: ['T1685.002'],
  controls: ['S3.9'],
  pattern: apiCalls({ eventSource: 's3.amazonaws.com', eventNames: ['PutBucketLogging'], detail: SUCCEEDED }),
  reads: Reads,
  matches: turnsOff,
  severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : 'medium'),
  subject: ({ requestParameters: { bucketName } }) => bucketName,
  summarize: ({ who, requestParameters: { bucketName } }) =>
    `${who} turned off the access log of the bucket ${bucketName}`,
});

function turnsOff({ requestParameters: { BucketLoggingStatus: status } }: Call<Reads>): boolean {
  return !status || status.LoggingEnabled === undefined;
}
