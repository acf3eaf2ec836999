import { describe, expect, test } from '@jest/globals';
import { investigateLink, resourceLink } from './console-links.ts';
import { alertExample } from './testing/alert-example.ts';

const CONSOLE = 'https://eu-central-1.console.aws.amazon.com';

describe('the link to the resource', () => {
  test.each([
    ['ec2', 'sg-0a1b2c3d', 'ec2/home?region=eu-central-1#SecurityGroup:groupId=sg-0a1b2c3d'],
    [
      'ec2',
      'instance i-0a1b2c3d4e5f60000',
      'ec2/home?region=eu-central-1#InstanceDetails:instanceId=i-0a1b2c3d4e5f60000',
    ],
    ['iam', 'user svc+backup', 'iam/home#/users/details/svc%2Bbackup'],
    ['iam', 'arn:aws:iam::111122223333:role/team/web', 'iam/home#/roles/details/web'],
    ['s3', 'the bucket example-exports', 's3/buckets/example-exports?region=eu-central-1'],
  ])('of %s, %s, leads to its page', (service, subject, page) => {
    const alert = alertExample({ eventSource: `${service}.amazonaws.com`, subject });

    expect(resourceLink(alert)?.url).toBe(`${CONSOLE}/${page}`);
  });

  test.each([
    ['a subject of another service', { eventSource: 'ec2.amazonaws.com', subject: 'user ana' }],
    ['more behind the id', { eventSource: 'ec2.amazonaws.com', subject: 'sg-0a1b2c3d/../x' }],
    ['a line behind the id', { eventSource: 'ec2.amazonaws.com', subject: 'sg-0a1b2c3d\nx' }],
    ['a region that is none', { eventSource: 'ec2.amazonaws.com', subject: 'sg-0a1b2c3d', region: 'evil.example/#' }],
  ])('is left out for %s', (_what, changes) => {
    expect(resourceLink(alertExample(changes))).toBeUndefined();
  });
});

describe('the link to investigate', () => {
  test('shows what the person did in the hour before and after', () => {
    expect(investigateLink(alertExample())?.url).toBe(
      `${CONSOLE}/cloudtrailv2/home?region=eu-central-1#/events?Username=ana%40example.com&StartTime=2026-11-23T12:05:09.000Z&EndTime=2026-11-23T14:05:09.000Z`,
    );
  });

  test.each([
    ['a service', { actor: { kind: 'aws-service', name: 'sts.amazonaws.com' } }],
    ['a name with what no name has', { actor: { kind: 'iam-user', name: 'ana&StartTime=0|x>' } }],
    ['a time that cannot be read', { eventTime: 'yesterday' }],
    ['an isolated partition', { region: 'us-iso-east-1' }],
  ])('is left out for %s', (_what, changes) => {
    expect(investigateLink(alertExample(changes))).toBeUndefined();
  });
});
