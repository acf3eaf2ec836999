import { describe, expect, test } from '@jest/globals';
import { type PolicyDocument, policyDocumentOf } from '@trailbell/cloudtrail-types';
import * as z from 'zod';
import { Settings } from '../settings.ts';
import {
  OptionalPolicy,
  addressesLetIn,
  foreignOrganizationsIn,
  opensToEverybody,
  strangersIn,
} from './resource-policy.ts';

const settings = Settings.parse({ ownAccounts: ['777788889999'], ownOrganizations: ['o-exampleorg'] });
const HOME = '111122223333';

function policy(statement: object): PolicyDocument {
  const reading = policyDocumentOf({ Statement: { Effect: 'Allow', Action: 'sqs:*', Resource: '*', ...statement } });
  if (reading.kind === 'unreadable') {
    throw new Error(reading.reason);
  }
  return reading.policy;
}

describe('a policy', () => {
  test.each([
    ['everybody', { Principal: '*' }],
    ['everybody, by the longer form', { Principal: { AWS: '*' } }],
    ['everybody but one', { NotPrincipal: { AWS: '444455556666' } }],
    ['everybody over TLS', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    [
      'everybody but the mounts',
      { Principal: '*', Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'false' } } },
    ],
    ['every account as source', { Principal: '*', Condition: { StringLike: { 'AWS:SourceOwner': '*' } } }],
    [
      'the caller of whichever account, if it says so',
      { Principal: '*', Condition: { StringEqualsIfExists: { 'kms:CallerAccount': HOME } } },
    ],
    [
      'everybody who asks through a service: of whichever account',
      { Principal: '*', Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } } },
    ],
  ])('that lets in %s opens to everybody', (_who, statement) => {
    expect(opensToEverybody(policy(statement))).toBe(true);
  });

  test.each([
    ['one account', { Principal: { AWS: '444455556666' } }],
    ['a service', { Principal: { Service: 'sns.amazonaws.com' } }],
    ['nobody', { Effect: 'Deny', Principal: '*' }],
    [
      'its owner, as SNS writes it',
      { Principal: { AWS: '*' }, Condition: { StringEquals: { 'AWS:SourceOwner': HOME } } },
    ],
    [
      'one topic',
      { Principal: '*', Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-central-1:111122223333:orders' } } },
    ],
    ['one organisation', { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg' } } }],
    [
      'callers of one account, as KMS writes it',
      { Principal: { AWS: '*' }, Condition: { StringEquals: { 'kms:CallerAccount': HOME } } },
    ],
    [
      'mounts, as EFS writes it',
      { Principal: { AWS: '*' }, Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': true } } },
    ],
  ])('that lets in %s does not', (_who, statement) => {
    expect(opensToEverybody(policy(statement))).toBe(false);
  });

  test.each([
    ['a principal', { Principal: { AWS: ['arn:aws:iam::444455556666:role/reader', HOME, '777788889999'] } }],
    [
      'a condition on everybody',
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': '444455556666' } } },
    ],
    [
      'a condition on ARNs',
      { Principal: '*', Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/*' } } },
    ],
  ])('lets in the stranger it names by %s', (_how, statement) => {
    expect(strangersIn(policy(statement), HOME, settings)).toEqual(['444455556666']);
  });

  test.each([
    ['denies them', { Effect: 'Deny', Principal: { AWS: '444455556666' } }],
    ['names a service', { Principal: { Service: 'sns.amazonaws.com' } }],
    [
      'names them as source of a service',
      {
        Principal: { Service: 'sns.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } },
      },
    ],
    ['leaves them out', { Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': '444455556666' } } }],
  ])('lets in no stranger when it %s', (_how, statement) => {
    expect(strangersIn(policy(statement), HOME, settings)).toEqual([]);
  });
});

describe('everybody', () => {
  const everybodyIf = (Condition: object) => policy({ Principal: '*', Condition });
  const OFFICE = { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } };

  test('of an organisation that is not ours is foreign, by its id and by its path', () => {
    const ids = { StringEquals: { 'aws:PrincipalOrgID': ['o-exampleorg', 'o-somebodyelse'] } };
    const path = { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-somebodyelse/r-exam/*' } };

    expect(foreignOrganizationsIn(everybodyIf(ids), settings)).toEqual(['o-somebodyelse']);
    expect(foreignOrganizationsIn(everybodyIf(path), settings)).toEqual(['o-somebodyelse']);
  });

  test('at an address is let in unless something else is demanded, too', () => {
    const ofOurs = { ...OFFICE, StringEquals: { 'aws:PrincipalAccount': '111122223333' } };

    expect(addressesLetIn(everybodyIf(OFFICE))).toEqual(['203.0.113.0/24']);
    expect(addressesLetIn(everybodyIf(ofOurs))).toEqual([]);
    expect(addressesLetIn(policy({ Principal: { AWS: '444455556666' }, Condition: OFFICE }))).toEqual([]);
    expect(addressesLetIn(policy({ Effect: 'Deny', Principal: '*', Condition: OFFICE }))).toEqual([]);
  });
});

test('where a call carries no policy, or the empty one, there is none; a broken one cannot be read', () => {
  const Reads = z.object({ policy: OptionalPolicy });

  expect([{}, { policy: null }, { policy: '' }].map((value) => Reads.parse(value).policy ?? undefined)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(Reads.parse({ policy: '{"Statement":[]}' }).policy).toMatchObject({ statements: [] });
  expect(Reads.safeParse({ policy: '{"Statement":' }).success).toBe(false);
});
