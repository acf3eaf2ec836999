import { expect, test } from '@jest/globals';
import { inForce } from '../catalogue.ts';
import { evaluate } from '../evaluate.ts';
import { Settings } from '../settings.ts';
import { describeDetection } from '../testing/describe-detection.ts';
import { findingOf } from '../testing/finding-of.ts';
import { guarddutyFinding } from './guardduty-finding.ts';

const finding = (fields: object = {}) =>
  findingOf('guardduty', 'GuardDuty Finding', {
    schemaVersion: '2.0',
    accountId: '444455556666',
    region: 'eu-west-1',
    partition: 'aws',
    id: 'b4b01b60',
    type: 'Backdoor:EC2/C&CActivity.B!DNS',
    title: 'Command and Control server domain name queried by EC2 instance i-0a1b.',
    description: 'EC2 instance i-0a1b is querying a domain name associated with a known Command & Control server.',
    severity: 5,
    createdAt: '2026-10-13T07:00:00.000Z',
    updatedAt: '2026-10-13T07:02:00.000Z',
    resource: { resourceType: 'Instance', instanceDetails: { instanceId: 'i-0a1b' } },
    service: { serviceName: 'guardduty', detectorId: 'c6b9', archived: false, count: 1, additionalInfo: {} },
    ...fields,
  });

const stolenKey = finding({
  type: 'UnauthorizedAccess:IAMUser/TorIPCaller',
  title: 'API ListBuckets was invoked from a Tor exit node.',
  severity: 8,
  resource: {
    resourceType: 'AccessKey',
    accessKeyDetails: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', userName: 'ana', userType: 'IAMUser', principalId: 'A' },
  },
  service: {
    archived: false,
    count: 3,
    action: { actionType: 'AWS_API_CALL', awsApiCallAction: { remoteIpDetails: { ipAddressV4: '203.0.113.24' } } },
  },
});

describeDetection(guarddutyFinding, {
  alerts: {
    'a machine that talks to its master': {
      event: finding(),
      severity: 'medium',
      summary:
        'GuardDuty: Command and Control server domain name queried by EC2 instance i-0a1b (Backdoor:EC2/C&CActivity.B!DNS)',
      subject: 'Backdoor:EC2/C&CActivity.B!DNS on i-0a1b',
    },
    'a key that is used from elsewhere': {
      event: stolenKey,
      summary:
        'GuardDuty: API ListBuckets was invoked from a Tor exit node (UnauthorizedAccess:IAMUser/TorIPCaller, seen 3 times)',
      subject: 'UnauthorizedAccess:IAMUser/TorIPCaller on ana',
    },
    'a whole attack': {
      event: finding({ severity: 9.5, type: 'AttackSequence:IAM/CompromisedCredentials', resource: {} }),
      severity: 'critical',
      summary:
        'GuardDuty: Command and Control server domain name queried by EC2 instance i-0a1b (AttackSequence:IAM/CompromisedCredentials)',
      subject: 'AttackSequence:IAM/CompromisedCredentials on b4b01b60',
    },
    'a bucket': {
      event: finding({
        type: 'Policy:S3/BucketAnonymousAccessGranted',
        severity: 8,
        resource: {
          resourceType: 'S3Bucket',
          accessKeyDetails: { userName: 'ana' },
          s3BucketDetails: [{ name: 'example-exports' }],
        },
      }),
      summary:
        'GuardDuty: Command and Control server domain name queried by EC2 instance i-0a1b (Policy:S3/BucketAnonymousAccessGranted)',
      subject: 'Policy:S3/BucketAnonymousAccessGranted on example-exports',
    },
    'a sample, for the digest': {
      event: finding({ severity: 8, service: { archived: false, count: 1, additionalInfo: { sample: true } } }),
      severity: 'info',
      summary:
        'GuardDuty, as a sample: Command and Control server domain name queried by EC2 instance i-0a1b (Backdoor:EC2/C&CActivity.B!DNS)',
    },
  },
  ignores: {
    'a finding of low severity': finding({ severity: 3.9 }),
    'a finding that was archived': finding({ service: { archived: true, count: 1 } }),
    'a finding of another service': { ...finding(), source: 'aws.macie' },
    'another event of GuardDuty': { ...finding(), 'detail-type': 'GuardDuty Malware Protection Object Scan Result' },
  },
});

test('tells whose account, credentials and address the finding is about, and no key', () => {
  const detection = inForce(guarddutyFinding, Settings.parse({}));
  const [alert] = evaluate(detection ? [detection] : [], stolenKey).alerts;

  expect(alert).toMatchObject({
    eventKey: 'b4b01b60@2026-10-13T07:02:00.000Z',
    account: '444455556666',
    region: 'eu-west-1',
    actor: { kind: 'iam-user', name: 'ana', accountId: '444455556666' },
    source: '203.0.113.24',
    eventName: 'GuardDuty Finding',
    eventSource: 'aws.guardduty',
    eventTime: '2026-10-13T07:02:12Z',
  });
  expect(JSON.stringify(alert)).not.toContain('AKIA');
});

test('a finding that cannot be read rings, and says so', () => {
  const detection = inForce(guarddutyFinding, Settings.parse({}));
  const { alerts } = evaluate(detection ? [detection] : [], finding({ title: 5 }));

  expect(alerts).toEqual([
    expect.objectContaining({
      summary: 'AWS sent an event (GuardDuty Finding) that could not be read',
      unreadable: expect.stringMatching(/^title: /),
    }),
  ]);
});
