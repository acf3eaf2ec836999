import { describe, expect, test } from '@jest/globals';
import { policyDocumentOf } from './policy-document.ts';

const document = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Public',
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: ['arn:aws:s3:::example/*', 'arn:aws:s3:::example'],
      Condition: { Bool: { 'aws:SecureTransport': true }, StringEquals: { 'aws:SourceAccount': ['111122223333'] } },
    },
  ],
};

const statement = {
  sid: 'Public',
  effect: 'Allow',
  principals: [{ type: 'AWS', id: '*' }],
  notPrincipals: [],
  actions: ['s3:GetObject'],
  notActions: [],
  resources: ['arn:aws:s3:::example/*', 'arn:aws:s3:::example'],
  notResources: [],
  conditions: [
    { operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] },
    { operator: 'StringEquals', key: 'aws:SourceAccount', values: ['111122223333'] },
  ],
};

describe('a policy document', () => {
  test.each([
    ['an object', document],
    ['JSON text', JSON.stringify(document)],
    ['pretty-printed JSON text', `\n${JSON.stringify(document, null, 4)}\n`],
    ['URL-encoded JSON', encodeURIComponent(JSON.stringify(document))],
    ['JSON text inside JSON text', JSON.stringify(JSON.stringify(document))],
    ['an object whose only statement is in no list', { ...document, Statement: document.Statement[0] }],
  ])('is read from %s', (_encoding, value) => {
    expect(policyDocumentOf(value)).toEqual({
      kind: 'policy',
      policy: { version: '2012-10-17', id: undefined, statements: [statement] },
    });
  });

  test.each([
    ['"*"', '*', [['AWS', '*']]],
    ['{"AWS": "*"}', { AWS: '*' }, [['AWS', '*']]],
    [
      'a list of accounts',
      { AWS: ['111122223333', '444455556666'] },
      [
        ['AWS', '111122223333'],
        ['AWS', '444455556666'],
      ],
    ],
    [
      'principals of several kinds',
      { Service: 'ec2.amazonaws.com', Federated: 'cognito-identity.amazonaws.com' },
      [
        ['Service', 'ec2.amazonaws.com'],
        ['Federated', 'cognito-identity.amazonaws.com'],
      ],
    ],
    ['none', undefined, []],
  ])('has the principals of %s', (_form, Principal, principals) => {
    const reading = policyDocumentOf({ Statement: { Effect: 'Allow', Principal, Action: ['sts:AssumeRole'] } });

    expect(reading).toMatchObject({
      policy: {
        statements: [{ principals: principals.map(([type, id]) => ({ type, id })), actions: ['sts:AssumeRole'] }],
      },
    });
  });

  test.each([
    ['what is absent', undefined],
    ['null', null],
    ['an empty text', ''],
    ['a redaction', 'HIDDEN_DUE_TO_SECURITY_REASONS'],
    ['a text that is cut off', JSON.stringify(document).slice(0, 40)],
    ['a broken encoding', '%7B%22Version%2'],
    ['a number', 7],
    ['a list', [document]],
    ['the empty object that a failed call carries', {}],
    ['a statement without effect', { Statement: [{ Action: '*' }] }],
    ['a principal of a kind that does not exist', { Statement: [{ Effect: 'Allow', Principal: { Robot: 'R2D2' } }] }],
  ])('that is %s is told to be unreadable', (_what, value) => {
    expect(policyDocumentOf(value)).toEqual({ kind: 'unreadable', reason: expect.stringMatching(/^policy /) });
  });

  test('is not quoted when it is unreadable', () => {
    expect(JSON.stringify(policyDocumentOf('{"secret": "AKIAIOSFODNN7EXAMPLE"'))).not.toContain('AKIA');
  });
});
