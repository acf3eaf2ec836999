import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';

const Bucket = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'Valid: the name of a bucket alone');
const LogGroup = z.string().regex(/^[\w./#-]{1,512}$/, 'Valid: the name of a log group alone');
const Retention = z.number().pipe(
  z.enum(RetentionDays, {
    error: `Valid: one of ${Object.values(RetentionDays).filter(Number.isInteger).join(', ')}`,
  }),
);

/** What a trail logs, whoever made it. */
const LOGGED = {
  managementEvents: z
    .enum(['all', 'write-only'])
    .default('all')
    .describe(
      'Whether it logs management calls that only read, as most calls do. Without, detections of reads cannot fire.',
    ),
  excludedSources: z
    .array(z.enum(['kms.amazonaws.com', 'rdsdata.amazonaws.com']))
    .default([])
    .describe('Services whose management events are too many to log.'),
};

const CreatedTrail = z
  .strictObject({
    mode: z
      .literal('create')
      .describe("Trailbell's own: one of the organisation, in its management account, or without one in each account."),
    ...LOGGED,
    objectEvents: z
      .enum(['all', 'write-only'])
      .default('write-only')
      .describe('Which calls on objects of the watched buckets are logged.'),
    insights: z
      .array(z.enum(['ApiCallRateInsight', 'ApiErrorRateInsight']))
      .default([])
      .describe('Unusual rates of calls or of errors, found by CloudTrail. Each kind is paid for by the call.'),
    logFileDays: z
      .int()
      .min(365)
      .default(400)
      .describe('How long log files are kept. A year is the least that auditors accept.'),
    objectLock: z
      .strictObject({
        mode: z
          .enum(['governance', 'compliance'])
          .describe('Whether those with a permission of its own may still delete, or nobody, root and AWS included.'),
        days: z.int().min(1).describe('For how long from the day a file is written.'),
      })
      .optional()
      .describe('Nobody may delete a log file while it lasts. A bucket takes it when it is made.'),
    logGroup: z
      .strictObject({
        days: Retention.default(RetentionDays.THREE_MONTHS).describe('For how long records are kept for queries.'),
      })
      .optional()
      .describe('Records in CloudWatch Logs. None where nobody queries: it is the dearest part of a trail.'),
  })
  .refine(({ objectLock, logFileDays }) => (objectLock?.days ?? 0) <= logFileDays, {
    path: ['objectLock', 'days'],
    error: 'Valid: at most `logFileDays`, after which the files are to be deleted',
  });
export type CreatedTrail = z.infer<typeof CreatedTrail>;

const ExistingTrail = z.strictObject({
  mode: z
    .literal('existing')
    .describe('One that is there, of Control Tower say: a second copy of all management events would cost money.'),
  ...LOGGED,
  bucket: Bucket.describe('Where its log files are. Detections watch over this bucket.'),
  logGroup: LogGroup.optional().describe(
    "Its log group, where that is in the hub's account and region: queries are saved for it.",
  ),
  logsObjectWrites: z.boolean().describe('Whether it logs object writes in the watched buckets.'),
});

export const Trail = z.discriminatedUnion('mode', [CreatedTrail, ExistingTrail]);
