import { type EventEnvelope } from '@trailbell/cloudtrail-types';

/** Somebody stops a trail: an event as EventBridge delivers it, with documentation identities. */
export function stopLogging(parameters: object = {}, changes: object = {}): EventEnvelope {
  return {
    version: '0',
    id: 'delivery-1',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.cloudtrail',
    account: '111122223333',
    time: '2026-01-01T09:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: {
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        principalId: 'AIDACKCEVSQ6C2EXAMPLE',
        arn: 'arn:aws:iam::111122223333:user/ana',
        accountId: '111122223333',
        userName: 'ana',
      },
      eventTime: '2026-01-01T09:00:00Z',
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      awsRegion: 'eu-central-1',
      sourceIPAddress: '203.0.113.7',
      userAgent: 'aws-cli/2.31.2',
      requestParameters: { name: 'trailbell', ...parameters },
      responseElements: null,
      eventID: '5a1d6c1e-0000-4000-8000-000000000001',
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: '111122223333',
      eventCategory: 'Management',
      ...changes,
    },
  };
}
