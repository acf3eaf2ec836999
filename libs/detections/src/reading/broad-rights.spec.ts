import { expect, test } from '@jest/globals';
import { type PolicyDocument, policyDocumentOf } from '@trailbell/cloudtrail-types';
import { broadRightsOf } from './broad-rights.ts';

function policyOf(...statements: readonly object[]): PolicyDocument {
  const reading = policyDocumentOf({ Version: '2012-10-17', Statement: statements });
  if (reading.kind === 'unreadable') {
    throw new Error(reading.reason);
  }
  return reading.policy;
}

const allow = (Action: unknown, Resource: unknown = '*', Condition = {}) => ({
  ...{ Effect: 'Allow', Action, Resource },
  ...{ Condition },
});

test.each([
  ['every action', allow('*'), 'high', 'every right'],
  ['every action, among others', allow(['s3:GetObject', '*:*'], ['*']), 'high', 'every right'],
  ['every action with MFA', allow('*', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), 'high', 'every right'],
  ['all of IAM', allow('iam:*'), 'high', 'every right on IAM'],
  ['all of IAM, in the account', allow('IAM:*', 'arn:aws:iam::111122223333:*'), 'high', 'every right on IAM'],
  ['every action on IAM', allow('*', 'arn:aws:iam::111122223333:user/*'), 'high', 'every right on IAM'],
  [
    'one step',
    allow(['iam:PutUser*', 's3:*'], 'arn:aws:iam::111122223333:user/*'),
    'medium',
    'rights to take more (iam:PutUserPolicy)',
  ],
  [
    'many steps',
    allow('iam:*Policy*'),
    'medium',
    'rights to take more (iam:AttachGroupPolicy, iam:AttachRolePolicy, iam:AttachUserPolicy and 6 more)',
  ],
  ['every role', allow('sts:*', 'arn:aws:iam::*:role/*'), 'medium', 'the right to assume every role'],
  ['all but a service', { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }, 'high', 'every right but s3:*'],
  [
    'all but IAM',
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' },
    'medium',
    'every right but iam:* and organizations:*',
  ],
  [
    'all resources but one',
    { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::example' },
    'high',
    'every right',
  ],
])('%s is broad', (_, statement, severity, described) => {
  expect(broadRightsOf(policyOf(statement))).toEqual({ severity, described });
});

test.each([
  ['a denial', { Effect: 'Deny', Action: '*', Resource: '*' }],
  ['every action on one bucket', allow('*', 'arn:aws:s3:::example-exports/*')],
  ['one service', allow('s3:*')],
  ['reading IAM', allow(['iam:Get*', 'iam:List*'])],
  ['steps on one user', allow('iam:CreateAccessKey', 'arn:aws:iam::111122223333:user/svc-backup')],
  ['steps on oneself', allow('iam:CreateAccessKey', 'arn:aws:iam::*:user/${aws:username}')],
  ['roles of one name', allow('sts:AssumeRole', 'arn:aws:iam::*:role/cdk-*')],
  [
    'delegated administration',
    allow('iam:*', '*', { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/limits' } }),
  ],
])('%s is not', (_, statement) => {
  expect(broadRightsOf(policyOf(statement))).toBeUndefined();
});

test('a condition that anything meets does not make it delegated', () => {
  const conditioned = allow('iam:*', '*', { StringLike: { 'iam:PermissionsBoundary': '*' } });

  expect(broadRightsOf(policyOf(conditioned))?.described).toBe('every right on IAM');
});

test('the widest statement counts, wherever it stands', () => {
  expect(broadRightsOf(policyOf(allow('iam:CreateAccessKey'), allow('s3:*'), allow('*')))?.described).toBe(
    'every right',
  );
});
