import { describeDetection } from '../testing/describe-detection.ts';
import { findingOf } from '../testing/finding-of.ts';
import { accessAnalyzerFinding } from './access-analyzer-finding.ts';

const finding = (fields: object = {}) =>
  findingOf('access-analyzer', 'Access Analyzer Finding', {
    version: '1.0',
    id: '22222222-dcba-4444-dcba-333333333333',
    status: 'ACTIVE',
    resourceType: 'AWS::S3::Bucket',
    resource: 'arn:aws:s3:::example-exports',
    createdAt: '2026-10-13T07:00:00Z',
    analyzedAt: '2026-10-13T07:01:00Z',
    updatedAt: '2026-10-13T07:01:00Z',
    accountId: '111122223333',
    region: 'eu-central-1',
    principal: { AWS: '444455556666' },
    action: ['s3:GetObject'],
    condition: {},
    isDeleted: false,
    isPublic: false,
    ...fields,
  });
const role = (principal: object) =>
  finding({
    resourceType: 'AWS::IAM::Role',
    resource: 'arn:aws:iam::111122223333:role/guest',
    action: ['sts:AssumeRole'],
    principal,
  });

describeDetection(accessAnalyzerFinding, {
  settings: { ownAccounts: ['777788889999'], trustedAccounts: ['222233334444'] },
  alerts: {
    "somebody else's account": {
      event: finding(),
      summary: 'Access Analyzer: the account 444455556666 can reach arn:aws:s3:::example-exports (s3:GetObject)',
      subject: 'arn:aws:s3:::example-exports',
    },
    everybody: {
      event: finding({
        isPublic: true,
        principal: { AWS: '*' },
        action: ['s3:GetObject', 's3:GetObjectAcl', 's3:GetObjectVersion', 's3:ListBucket'],
      }),
      severity: 'high',
      summary:
        'Access Analyzer: everybody can reach arn:aws:s3:::example-exports (s3:GetObject, s3:GetObjectAcl, s3:GetObjectVersion and 1 more)',
    },
    "a vendor's account, in our data": {
      event: finding({ principal: { AWS: 'arn:aws:iam::222233334444:role/collector' } }),
      summary:
        'Access Analyzer: arn:aws:iam::222233334444:role/collector can reach arn:aws:s3:::example-exports (s3:GetObject)',
    },
    'a directory in the internet': {
      event: role({ Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' }),
      summary:
        'Access Analyzer: arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com can reach arn:aws:iam::111122223333:role/guest (sts:AssumeRole)',
    },
  },
  ignores: {
    'an account of our own': finding({ principal: { AWS: '777788889999' } }),
    'a vendor in the role it was given': role({ AWS: '222233334444' }),
    'people of the company': role({ Federated: 'arn:aws:iam::111122223333:saml-provider/example' }),
    'what is resolved': finding({ status: 'RESOLVED' }),
    'what was deleted with its analyzer': finding({ isDeleted: true }),
    'a resource that could not be read': finding({ principal: undefined, error: 'ACCESS_DENIED' }),
    'a finding of another service': { ...finding(), source: 'aws.guardduty' },
  },
});
