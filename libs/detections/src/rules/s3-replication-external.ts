import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { listed, oneOrMany } from '../reading/lists.ts';
import { describeAccounts, strangersAmong } from '../reading/receivers.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';

/** S3's XML knows no text from a number, so an account may have lost its leading zeros. */
const Account = z.lazy(() => z.union([z.string(), z.int().transform((account) => String(account).padStart(12, '0'))]));

const Rule = z.lazy(() =>
  z.object({
    Status: z.string().nullish(),
    Destination: z.object({ Bucket: Name.nullish(), Account: Account.nullish() }).nullish(),
  }),
);

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({
      bucketName: Name.nullish(),
      ReplicationConfiguration: z.object({ Rule: oneOrMany(Rule).nullish() }).nullish(),
    }),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * A bucket is copied, now and for every object to come, to another.
 *
 * Whose the other bucket is, the call says only when the copies shall belong to its account; of the rest nobody can tell
 * whether it is ours, and they go to the digest.
 */
export const s3ReplicationExternal = defineDetection({
  id: 's3-replication-external',
  title: 'Bucket replicated to another account',
  severity: 'high',
  why: 'S3 itself now copies every object that is written into a bucket of somebody else. Nothing is downloaded, so nothing else shows it.',
  falsePositives: [
    'Backups are kept in another account of the company. Add it to `ownAccounts` in the settings.',
    'A migration to another account, which somebody announced and which ends.',
  ],
  runbook: [
    'Delete the replication configuration of the bucket, or pause its rules.',
    'Ask whoever called whose the destination is. If they do not know, disable their credentials.',
    'List what was written to the bucket since: it has been copied. A batch replication job copies older objects, too.',
    'Look at the role that replicates: who made it, and what else it may read.',
  ],
  techniques: ['T1537'],
  pattern: apiCalls({ eventSource: 's3.amazonaws.com', eventNames: ['PutBucketReplication'], detail: SUCCEEDED }),
  reads: Reads,
  severityOf: (call, settings) => (strangersIn(call, settings).length > 0 ? 'high' : 'low'),
  subject: ({ requestParameters: { bucketName } }) => `the bucket ${bucketName ?? '(not named)'}`,
  summarize(call, settings) {
    const strangers = strangersIn(call, settings);
    const owner = strangers.length === 0 ? '' : ` of ${describeAccounts(strangers)}`;
    const destination = destinationsIn(call).flatMap(({ Bucket }) => Bucket?.split(':').at(-1) ?? []);
    const receiver = destination.length === 0 ? 'another bucket' : `the bucket ${listed([...new Set(destination)])}`;
    return `${call.who} had the bucket ${call.requestParameters.bucketName ?? '(not named)'} copied to ${receiver}${owner}`;
  },
});

function destinationsIn({ requestParameters: { ReplicationConfiguration } }: Call<Reads>) {
  return (ReplicationConfiguration?.Rule ?? [])
    .filter(({ Status }) => Status !== 'Disabled')
    .flatMap(({ Destination }) => Destination ?? []);
}

function strangersIn(call: Call<Reads>, settings: Settings): readonly string[] {
  const accounts = destinationsIn(call).flatMap(({ Account }) => Account ?? []);
  return strangersAmong(accounts, call.account, settings);
}
