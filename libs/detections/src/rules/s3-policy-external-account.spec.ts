import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { s3PolicyExternalAccount } from './s3-policy-external-account.ts';

function allows(statement: object) {
  return recordOf('s3:PutBucketPolicy', {
    bucketName: 'example-exports',
    Host: 'example-exports.s3.eu-central-1.amazonaws.com',
    policy: '',
    bucketPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::444455556666:root' },
          Action: ['s3:GetObject', 's3:ListBucket'],
          Resource: ['arn:aws:s3:::example-exports', 'arn:aws:s3:::example-exports/*'],
          ...statement,
        },
      ],
    },
  });
}

const forStranger = allows({});

describeDetection(s3PolicyExternalAccount, {
  settings: {
    ownAccounts: ['777788889999'],
    ownOrganizations: ['o-exampleorg'],
    trustedAccounts: ['222233334444'],
    deployRoles: ['arn:aws:iam::111122223333:role/deploy'],
  },
  alerts: {
    "somebody else's account": {
      event: forStranger,
      summary: 'ana (IAM user) let the account 444455556666 into the bucket example-exports',
      subject: 'the bucket example-exports',
    },
    "somebody else's account, by a role for deployments": {
      event: by(callers.deploy, forStranger),
      severity: 'low',
      summary: 'build-77 (role deploy) let the account 444455556666 into the bucket example-exports',
    },
    "somebody else's account, by a stack that is deployed, in the digest": {
      event: by(callers.cloudFormation, forStranger),
      severity: 'low',
      summary:
        'build-77 (role deploy) through cloudformation.amazonaws.com let the account 444455556666 into the bucket example-exports',
    },
    'strangers among our own': {
      event: allows({ Principal: { AWS: ['111122223333', '444455556666', 'arn:aws:iam::555566667777:user/eve'] } }),
      summary: 'ana (IAM user) let the accounts 444455556666 and 555566667777 into the bucket example-exports',
    },
    'a vendor who may have a role here': {
      event: allows({ Principal: { AWS: '222233334444' } }),
      severity: 'medium',
      summary: 'ana (IAM user) let the account 222233334444 into the bucket example-exports',
    },
    'everybody of an account that is not ours': {
      event: allows({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': '444455556666' } } }),
      summary: 'ana (IAM user) let the account 444455556666 into the bucket example-exports',
    },
    "everybody of somebody else's organisation": {
      event: allows({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-somebodyelse' } } }),
      summary: 'ana (IAM user) let the organisation o-somebodyelse into the bucket example-exports',
    },
    'everybody at one address': {
      event: allows({ Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '198.51.100.7/32' } } }),
      severity: 'medium',
      summary: 'ana (IAM user) let everybody at 198.51.100.7/32 into the bucket example-exports',
    },
    'an account by its canonical user': {
      event: allows({
        Principal: { CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' },
      }),
      summary: 'ana (IAM user) let the canonical user 79a59df900b9 into the bucket example-exports',
    },
    'the account that writes access logs, when it may read': {
      event: allows({ Principal: { AWS: 'arn:aws:iam::054676820928:root' } }),
      summary: 'ana (IAM user) let the account 054676820928 into the bucket example-exports',
    },
  },
  ignores: {
    'an account of our own': allows({ Principal: { AWS: 'arn:aws:iam::777788889999:role/reader' } }),
    'the account that owns it': allows({ Principal: { AWS: '111122223333' } }),
    'everybody of our own organisation': allows({
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg' } },
    }),
    'a stranger who is denied': allows({ Effect: 'Deny' }),
    "CloudFront's identity": allows({
      Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE' },
    }),
    'a service': allows({ Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 's3:PutObject' }),
    'access logs of load balancers': allows({
      Principal: { AWS: 'arn:aws:iam::054676820928:root' },
      Action: 's3:PutObject',
    }),
    'a call that was denied': denied(forStranger),
  },
});
