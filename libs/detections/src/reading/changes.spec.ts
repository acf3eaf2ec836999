import { expect, test } from '@jest/globals';
import { policyDocumentOf } from '@trailbell/cloudtrail-types';
import { openingChanges, settingChanges, statementChanges } from './changes.ts';

function statementOf(statement: object): string | undefined {
  const reading = policyDocumentOf({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  return reading.kind === 'policy' ? statementChanges(reading.policy)[0]?.after : undefined;
}

test.each([
  [{ Action: '*', Resource: '*' }, 'Allow * on *'],
  [
    { Action: ['s3:GetObject', 's3:ListBucket'], Resource: 'arn:aws:s3:::example/*' },
    'Allow s3:GetObject, s3:ListBucket on arn:aws:s3:::example/*',
  ],
  [{ Principal: '*', Action: 'sts:AssumeRole' }, 'Allow sts:AssumeRole to AWS:*'],
  [
    {
      Principal: { AWS: '444455556666' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': ['a', 'b'] } },
    },
    'Allow sts:AssumeRole to AWS:444455556666 when StringEquals sts:ExternalId is a or b',
  ],
  [{ NotAction: 'iam:*', NotResource: 'arn:aws:s3:::a' }, 'Allow all but iam:* on all but arn:aws:s3:::a'],
  [{ Effect: 'Deny', Action: '*', Resource: '*' }, undefined],
])('the statement %j', (statement, told) => {
  expect(statementOf(statement)).toBe(told);
});

test.each([
  [{ protocol: 'tcp', fromPort: 22, toPort: 22 }, 'tcp 22 from 0.0.0.0/0'],
  [{ protocol: 'udp', fromPort: 5_900, toPort: 6_000 }, 'udp 5900-6000 from 0.0.0.0/0'],
  [{ protocol: 'tcp', fromPort: undefined, toPort: undefined }, 'tcp every port from 0.0.0.0/0'],
  [{ protocol: '-1', fromPort: -1, toPort: -1 }, 'every port from 0.0.0.0/0'],
  [{ protocol: undefined, fromPort: 443, toPort: 443 }, '443 from 0.0.0.0/0'],
])('the opening %j', (opening, after) => {
  const openings = [opening, opening].map((one) => ({ ...one, cidr: '0.0.0.0/0' }));

  expect(openingChanges(openings, 'inbound rule')).toEqual([{ what: 'inbound rule', after }]);
});

test('a setting is told with what it was, where the answer still has it and it is another', () => {
  const asked = { public: true, protected: false, days: 0, left: undefined, out: null };

  expect(settingChanges(asked, { public: false, protected: false })).toEqual([
    { what: 'public', before: 'false', after: 'true' },
    { what: 'protected', after: 'false' },
    { what: 'days', after: '0' },
  ]);
});
