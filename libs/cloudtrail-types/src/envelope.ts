import { createHash } from 'node:crypto';
import * as z from 'zod'; // not { z }: that bundles every locale
import { firstOf, textAt } from './json.ts';
import { type CloudTrailRecord } from './record.ts';

/** The EventBridge envelope around a record (`detail`), or around a native finding. */
export const EventEnvelope = z.looseObject({
  id: z.string(),
  'detail-type': z.string(),
  source: z.string(),
  account: z.string(),
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()).default([]),
  detail: z.looseObject({}),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;

/**
 * The envelope in which EventBridge delivers this record: source, detail-type, account and region as AWS sets them.
 * The id is made from the record, so that a file replayed twice gives the same events. Pass the text the record was
 * read from where there is one: numbers such as 0.0 do not survive parsing.
 */
export function envelopeOf(record: CloudTrailRecord, text?: string): EventEnvelope {
  return {
    version: '0',
    id: uuidOf(textAt(record, 'eventID') ?? text ?? JSON.stringify(record)),
    'detail-type': detailTypeOf(record),
    source: sourceNameOf(record),
    account: accountOf(record),
    time: timeOf(record),
    region: textAt(record, 'awsRegion') ?? 'unknown',
    resources: [], // AWS leaves it empty for what comes via CloudTrail; the resources are in the record
    detail: record,
  };
}

const DETAIL_TYPES: ReadonlyMap<string, string> = new Map([
  ['AwsApiCall', 'AWS API Call via CloudTrail'],
  ['AwsConsoleSignIn', 'AWS Console Sign In via CloudTrail'],
  ['AwsConsoleAction', 'AWS Console Action via CloudTrail'],
  ['AwsServiceEvent', 'AWS Service Event via CloudTrail'],
  ['AwsCloudTrailInsight', 'AWS Insight via CloudTrail'],
  ['AwsVpceEvent', 'AWS Network Activity Event via CloudTrail'],
]);

/** Records older than version 1.02 have no eventType. All of those were API calls. */
function detailTypeOf(record: CloudTrailRecord): string {
  return DETAIL_TYPES.get(textAt(record, 'eventType') ?? 'AwsApiCall') ?? 'AWS API Call via CloudTrail';
}

/** `s3.amazonaws.com` is `aws.s3`. An Insight names the service only inside, and comes from CloudTrail. */
function sourceNameOf(record: CloudTrailRecord): string {
  const service = textAt(record, 'eventSource')?.replace(/\.amazonaws\.com(\.cn)?$/, '');
  return `aws.${service ?? 'cloudtrail'}`;
}

/** As AWS's own CloudTrail processing library finds it. */
function accountOf(record: CloudTrailRecord): string {
  return (
    firstOf(
      textAt(record, 'recipientAccountId'),
      textAt(record, 'userIdentity', 'accountId'),
      textAt(record, 'userIdentity', 'sessionContext', 'sessionIssuer', 'accountId'),
    ) ?? 'unknown'
  );
}

/** Some exports drop the time of the call. A time that is plainly none beats one made up, and stays the same each replay. */
const NO_TIME = '1970-01-01T00:00:00Z';

function timeOf(record: CloudTrailRecord): string {
  const time = Date.parse(textAt(record, 'eventTime') ?? '');
  return Number.isNaN(time) ? NO_TIME : new Date(time).toISOString().replace('.000Z', 'Z');
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
