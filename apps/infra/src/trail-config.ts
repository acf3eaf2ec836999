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
  /** Whether it logs management calls that only read, as most calls do. Without, detections of reads cannot fire. */
  managementEvents: z.enum(['all', 'write-only']).default('all'),
  /** Services whose management events are too many to log. */
  excludedSources: z.array(z.enum(['kms.amazonaws.com', 'rdsdata.amazonaws.com'])).default([]),
};

/** Trailbell's own: one trail of the organisation, in its management account, or without one a trail in each account. */
const CreatedTrail = z
  .strictObject({
    mode: z.literal('create'),
    ...LOGGED,
    /** Which calls on objects of the watched buckets are logged. */
    objectEvents: z.enum(['all', 'write-only']).default('write-only'),
    /** Unusual rates of calls or of errors, found by CloudTrail. Each kind is paid for by the call. */
    insights: z.array(z.enum(['ApiCallRateInsight', 'ApiErrorRateInsight'])).default([]),
    /** How long log files are kept. A year is the least that auditors accept. */
    logFileDays: z.int().min(365).default(400),
    /** For how long nobody may delete a log file; `compliance` binds root and AWS, too. A bucket takes it when it is made. */
    objectLock: z.strictObject({ mode: z.enum(['governance', 'compliance']), days: z.int().min(1) }).optional(),
    /** For how long CloudWatch Logs keeps records for queries. None where nobody queries: it is the dearest part of a trail. */
    logGroup: z.strictObject({ days: Retention.default(RetentionDays.THREE_MONTHS) }).optional(),
  })
  .refine(({ objectLock, logFileDays }) => (objectLock?.days ?? 0) <= logFileDays, {
    path: ['objectLock', 'days'],
    error: 'Valid: at most `logFileDays`, after which the files are to be deleted',
  });
export type CreatedTrail = z.infer<typeof CreatedTrail>;

/** A trail that is there already, of Control Tower say: a second copy of all management events would cost money. */
const ExistingTrail = z.strictObject({
  mode: z.literal('existing'),
  ...LOGGED,
  /** Where its log files are. Detections watch over this bucket. */
  bucket: Bucket,
  /** Its log group, where that is in the hub's account and region: queries are saved for it. */
  logGroup: LogGroup.optional(),
  /** Whether it logs object writes in the watched buckets. */
  logsObjectWrites: z.boolean(),
});

export const Trail = z.discriminatedUnion('mode', [CreatedTrail, ExistingTrail]);
