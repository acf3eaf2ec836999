/** Records in the shapes of real ones, with identities of documentation. */
export function sampleRecord(index: number): Readonly<Record<string, unknown>> {
  const eventID = `6b2cb9f1-0000-4000-8000-${String(index).padStart(12, '0')}`;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAIOSFODNN7EXAMPLE',
      arn: 'arn:aws:iam::111122223333:user/ana',
      accountId: '111122223333',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: 'ana',
      sessionContext: {
        sessionIssuer: {},
        webIdFederationData: {},
        attributes: { creationDate: '2026-03-01T08:00:00Z', mfaAuthenticated: 'false' },
      },
    },
    eventTime: '2026-03-01T08:15:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'PutObject',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: '[aws-cli/2.30.1 "quoted" \\ {brackets] ünïcödé 🔔]',
    requestParameters: { bucketName: 'example-payments-exports', key: `exports/${index}.csv`, nested: [[{}], [], {}] },
    responseElements: null,
    additionalEventData: { SignatureVersion: 'SigV4', bytesTransferredIn: 1024, bytesTransferredOut: 0 },
    requestID: '018A74440EEDDFE4',
    eventID,
    readOnly: false,
    resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::example-payments-exports/exports/${index}.csv` }],
    eventType: 'AwsApiCall',
    managementEvent: false,
    recipientAccountId: '111122223333',
    eventCategory: 'Data',
  };
}

export function sampleRecords(count: number): readonly Readonly<Record<string, unknown>>[] {
  return Array.from({ length: count }, (_, index) => sampleRecord(index));
}
