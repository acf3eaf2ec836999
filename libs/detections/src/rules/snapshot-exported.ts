import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { ec2Request } from '../reading/ec2-request.ts';
import { firstOf } from '../reading/first-of.ts';
import { strangersAmong } from '../reading/receivers.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';

/** Each call names what it exports, and the bucket, in a way of its own. */
const Reads = z.lazy(() =>
  z.object({
    requestParameters: ec2Request(
      z
        .object({
          sourceArn: Name.nullish(),
          tableArn: Name.nullish(),
          instanceId: Name.nullish(),
          imageId: Name.nullish(),
          s3BucketName: Name.nullish(),
          s3Bucket: Name.nullish(),
          s3BucketOwner: Name.nullish(),
          bucket: Name.nullish(),
          exportToS3: z.object({ s3Bucket: Name.nullish() }).nullish(),
          s3ExportLocation: z.object({ S3Bucket: Name.nullish() }).nullish(),
        })
        .transform((request) => ({
          source: firstOf(request.sourceArn, request.tableArn, request.instanceId, request.imageId),
          bucket: firstOf(
            request.s3BucketName,
            request.s3Bucket,
            request.bucket,
            request.exportToS3?.s3Bucket,
            request.s3ExportLocation?.S3Bucket,
          ),
          bucketOwner: request.s3BucketOwner ?? undefined,
        })),
    ),
  }),
);
type Reads = z.infer<typeof Reads>;

const SOURCES: Readonly<Record<string, string>> = {
  StartExportTask: 'the database snapshot',
  ExportTableToPointInTime: 'the table',
  CreateInstanceExportTask: 'the machine',
  ExportImage: 'the image',
  CreateStoreImageTask: 'the image',
};

/**
 * Somebody had a database snapshot, a table, a machine or an image written into a bucket.
 *
 * Nothing passes the network and no row is read, so neither the database's log nor its alarms see it. Only DynamoDB says
 * whose bucket it is.
 */
export const snapshotExported = defineDetection({
  id: 'snapshot-exported',
  title: 'Database, table or machine exported to a bucket',
  severity: 'medium',
  why: 'An export puts all of the data into a bucket in one call, past every control of the database. From there it is one more call to take it away.',
  falsePositives: [
    'Analysts or a nightly job export tables to a data lake. Suppress it by the role that does so.',
    'A machine is moved to another cloud or data centre: a change that somebody announced.',
  ],
  runbook: [
    'Find out whose the bucket is and who can read it.',
    'Ask whoever called what the export is for.',
    'If they do not know of it, cancel the export task, delete what is in the bucket and disable their credentials.',
    'Look for reads of the bucket, and for its sharing or replication, since the export began.',
  ],
  techniques: ['T1537'],
  pattern: apiCalls({
    eventSource: ['dynamodb.amazonaws.com', 'ec2.amazonaws.com', 'rds.amazonaws.com'],
    eventNames: Object.keys(SOURCES),
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf(call, settings) {
    if (ownerAbroad(call, settings) !== undefined) {
      return 'high';
    }
    return isDeployRole(call.actor, settings) ? 'low' : 'medium';
  },
  subject: (call) => nameOf(call) ?? `exports of ${call.account}`,
  summarize(call, settings) {
    const source = [SOURCES[call.eventName], nameOf(call)].join(' ').trim();
    const owner = ownerAbroad(call, settings);
    const bucket = `the bucket ${call.requestParameters.bucket ?? '(not named)'}`;
    return `${call.who} exported ${source} to ${bucket}${owner === undefined ? '' : ` of the account ${owner}`}`;
  },
});

/** A snapshot or a table by its name, whether the caller gave its name or its ARN. */
function nameOf({ requestParameters: { source } }: Call<Reads>): string | undefined {
  return source?.split(/[:/]/).at(-1);
}

function ownerAbroad(call: Call<Reads>, settings: Settings): string | undefined {
  const { bucketOwner } = call.requestParameters;
  return bucketOwner === undefined ? undefined : strangersAmong([bucketOwner], call.account, settings)[0];
}
