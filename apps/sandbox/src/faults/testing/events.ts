import { EventEnvelope } from '@trailbell/cloudtrail-types';
import { ACCOUNT, REGION } from '../../testing/small-assembly.ts';

/** Covered by the suppression of `suppressing-bundles.ts`. */
export const PEN_TESTER = 'pen-tester';

/** What may differ from call to call. */
export interface Differing {
  /** CloudTrail's eventID. The same twice is the same event twice. */
  readonly id?: string;
  readonly by?: string;
  readonly from?: string;
  /** ISO 8601. */
  readonly at?: string;
  readonly errorCode?: string;
  /** Fields of the record that this one has otherwise. */
  readonly record?: Readonly<Record<string, unknown>>;
}

/** Rings: critical, or high where it was denied; any other error rings nobody. One trail is one incident. */
export function trailStopped(trail: string, differing: Differing = {}): EventEnvelope {
  return call('cloudtrail', 'StopLogging', { name: trail }, { id: `stop-${trail}`, ...differing });
}

/** Rings nobody: it tells in the alerts channel, and by no e-mail. */
export function keyCreated(user: string, differing: Differing = {}): EventEnvelope {
  return call('iam', 'CreateAccessKey', null, { id: `key-${user}`, by: user, ...differing });
}

/** For the digest, by way of alert-lambda. */
export function addedToGroup(user: string, differing: Differing = {}): EventEnvelope {
  const asked = { userName: user, groupName: 'readers' };
  return call('iam', 'AddUserToGroup', asked, { id: `added-${user}`, ...differing });
}

/** For the digest, straight from a rule; and an e-mail straight from another. */
export function objectWritten(key: string, { record, ...differing }: Differing = {}): EventEnvelope {
  const bucketName = 'example-payments-exports';
  const resources = [
    { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucketName}/${key}` },
    { accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` },
  ];
  return call(
    's3',
    'PutObject',
    { bucketName, key },
    {
      ...{ id: `object-${key}`, ...differing },
      record: { managementEvent: false, eventCategory: 'Data', resources, ...record },
    },
  );
}

/** Taken by a rule, and no detection fires. */
export function trailNotFound(trail: string): EventEnvelope {
  return trailStopped(trail, { id: `not-found-${trail}`, errorCode: 'TrailNotFoundException' });
}

/** No rule takes it. */
export function tagged(id: string): EventEnvelope {
  return call('ec2', 'CreateTags', null, { id });
}

/** What is none of CloudTrail's: a detection cannot read it, and says so. */
export function malformed(id: string, at?: string): EventEnvelope {
  return trailStopped('unreadable', {
    id,
    ...(at !== undefined && { at }),
    record: { requestParameters: 'no parameters', userIdentity: [] },
  });
}

function call(
  service: string,
  eventName: string,
  requestParameters: object | null,
  { id = '', by = 'ana', from = '203.0.113.24', at = '2026-10-13T07:12:00Z', errorCode, record }: Differing,
): EventEnvelope {
  return EventEnvelope.parse({
    version: '0',
    id: `envelope-of-${id}`,
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${service}`,
    account: ACCOUNT,
    time: at,
    region: REGION,
    resources: [],
    detail: {
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        principalId: 'AIDACKCEVSQ6C2EXAMPLE',
        arn: `arn:aws:iam::${ACCOUNT}:user/${by}`,
        accountId: ACCOUNT,
        userName: by,
      },
      eventTime: at,
      eventSource: `${service}.amazonaws.com`,
      eventName,
      awsRegion: REGION,
      sourceIPAddress: from,
      userAgent: 'aws-cli/2.31.13',
      ...(errorCode !== undefined && { errorCode }),
      requestParameters,
      responseElements: null,
      eventID: id,
      readOnly: false,
      eventType: 'AwsApiCall',
      recipientAccountId: ACCOUNT,
      managementEvent: true,
      eventCategory: 'Management',
      ...record,
    },
  });
}
