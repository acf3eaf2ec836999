/** What may differ from record to record. */
export interface Differing {
  /** Seconds after the first: records of one minute may be a storm, and then fold. */
  readonly second?: number;
  readonly by?: string;
  readonly errorCode?: string;
}

const FIRST = Date.parse('2026-10-13T07:12:00Z');

/** The record of a call that always rings: somebody stopped a trail of this name. With an error it rings nobody. */
export function trailStopped(trail: string, { second = 0, by = 'ana', errorCode }: Differing = {}): object {
  return {
    ...recordBy(by, new Date(FIRST + second * 1_000).toISOString()),
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    ...(errorCode !== undefined && { errorCode }),
    requestParameters: { name: trail },
    eventID: `event-${trail}-${by}`,
    managementEvent: true,
    eventCategory: 'Management',
  };
}

/** The record of an object written to the watched bucket: a line of the digest. */
export function objectWritten(key: string): object {
  const bucketName = 'example-payments-exports';
  return {
    ...recordBy('ana', new Date(FIRST).toISOString()),
    eventSource: 's3.amazonaws.com',
    eventName: 'PutObject',
    requestParameters: { bucketName, key },
    eventID: `object-${key}`,
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucketName}/${key}` },
      { accountId: '111122223333', type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` },
    ],
    managementEvent: false,
    eventCategory: 'Data',
  };
}

function recordBy(userName: string, eventTime: string): object {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDACKCEVSQ6C2EXAMPLE',
      arn: `arn:aws:iam::111122223333:user/${userName}`,
      accountId: '111122223333',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName,
    },
    eventTime,
    awsRegion: 'eu-central-1',
    sourceIPAddress: '203.0.113.24',
    userAgent: 'aws-cli/2.31.13',
    responseElements: null,
    readOnly: false,
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
  };
}
