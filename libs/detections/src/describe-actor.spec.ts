import { describe, expect, test } from '@jest/globals';
import { type Actor } from '@trailbell/cloudtrail-types';
import { describeActor, serviceOf } from './describe-actor.ts';

const ROLE = 'arn:aws:iam::111122223333:role/deploy';

describe('the actor in a few words', () => {
  test.each<[string, Actor]>([
    ['root', { kind: 'root', name: 'root' }],
    ['ana (IAM user)', { kind: 'iam-user', name: 'ana' }],
    [
      'ana (SSO, admin_with_name)',
      {
        kind: 'identity-center-user',
        name: 'ana',
        principalArn:
          'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_admin_with_name_0123456789abcdef',
      },
    ],
    ['ana (SSO)', { kind: 'identity-center-user', name: 'ana' }],
    ['ana (role deploy)', { kind: 'assumed-role', name: 'ana', session: 'ana', principalArn: ROLE }],
    [
      'role deploy (session i-0a1b2c3d)',
      { kind: 'assumed-role', name: 'deploy', session: 'i-0a1b2c3d', principalArn: ROLE },
    ],
    ['role deploy', { kind: 'assumed-role', name: 'deploy' }],
    ['ana (federated)', { kind: 'federated-user', name: 'ana' }],
    ['cloudtrail.amazonaws.com', { kind: 'aws-service', name: 'cloudtrail.amazonaws.com' }],
    ['account 444455556666', { kind: 'aws-account', name: 'account 444455556666' }],
    ['somebody anonymous', { kind: 'anonymous', name: 'anonymous' }],
    ['somebody the record does not name', { kind: 'none', name: 'nobody' }],
    ['unknown', { kind: 'unknown', name: 'unknown' }],
    [
      'ana (role deploy) through cloudformation.amazonaws.com',
      { kind: 'assumed-role', name: 'ana', principalArn: ROLE, via: 'cloudformation.amazonaws.com' },
    ],
    ['ana (IAM user)', { kind: 'iam-user', name: 'ana', via: 'signin.amazonaws.com' }],
  ])('%s', (words, actor) => {
    expect(describeActor(actor)).toBe(words);
  });
});

describe('the service that called', () => {
  test.each<[string, string | undefined, Actor]>([
    ['AWS itself', 'cloudtrail.amazonaws.com', { kind: 'aws-service', name: 'cloudtrail.amazonaws.com' }],
    [
      'a service on behalf of somebody',
      'eks.amazonaws.com',
      { kind: 'iam-user', name: 'ana', via: 'eks.amazonaws.com' },
    ],
    ['the console, which is a person', undefined, { kind: 'iam-user', name: 'ana', via: 'signin.amazonaws.com' }],
    ['what AWS does inside a call of a person', undefined, { kind: 'iam-user', name: 'ana', via: 'AWS Internal' }],
    ['somebody', undefined, { kind: 'iam-user', name: 'ana' }],
  ])('%s', (_, service, actor) => {
    expect(serviceOf(actor)).toBe(service);
  });
});
