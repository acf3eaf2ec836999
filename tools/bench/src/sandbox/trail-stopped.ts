/** The record of a call that always rings: somebody stopped a trail of this name. */
export function trailStopped(trail: string): object {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDACKCEVSQ6C2EXAMPLE',
      arn: 'arn:aws:iam::111122223333:user/ana',
      accountId: '111122223333',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: 'ana',
    },
    eventTime: '2026-10-13T07:12:00Z',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '203.0.113.24',
    userAgent: 'aws-cli/2.31.13',
    requestParameters: { name: trail },
    responseElements: null,
    requestID: `request-${trail}`,
    eventID: `event-${trail}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
  };
}
