/** Records to begin with. Each call writes a new one: an event sent twice is the same event, and rings once. */
export const examples: readonly { readonly name: string; readonly write: () => string }[] = [
  {
    name: 'A trail is stopped',
    write: () =>
      record({
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'StopLogging',
        requestParameters: { name: 'management-events' },
      }),
  },
  {
    name: 'A bucket is made public',
    write: () =>
      record({
        eventSource: 's3.amazonaws.com',
        eventName: 'PutBucketPolicy',
        requestParameters: {
          bucketName: 'example-payments-exports',
          bucketPolicy: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: '*',
                Action: 's3:GetObject',
                Resource: 'arn:aws:s3:::example-payments-exports/*',
              },
            ],
          },
        },
      }),
  },
  {
    name: 'Somebody only looks',
    write: () =>
      record({
        eventSource: 'ec2.amazonaws.com',
        eventName: 'DescribeInstances',
        readOnly: true,
        requestParameters: { instancesSet: {}, filterSet: {} },
      }),
  },
];

interface Call {
  readonly eventSource: string;
  readonly eventName: string;
  readonly readOnly?: boolean;
  readonly requestParameters: object;
}

function record({ eventSource, eventName, readOnly = false, requestParameters }: Call): string {
  return JSON.stringify(
    {
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        principalId: 'AIDACKCEVSQ6C2EXAMPLE',
        arn: 'arn:aws:iam::111122223333:user/ana',
        accountId: '111122223333',
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        userName: 'ana',
      },
      eventTime: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      eventSource,
      eventName,
      awsRegion: 'eu-central-1',
      sourceIPAddress: '203.0.113.24',
      userAgent: 'aws-cli/2.31.13',
      requestParameters,
      responseElements: null,
      requestID: crypto.randomUUID(),
      eventID: crypto.randomUUID(),
      readOnly,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: '111122223333',
      eventCategory: 'Management',
    },
    undefined,
    2,
  );
}
