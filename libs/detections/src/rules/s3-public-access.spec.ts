import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { s3PublicAccess } from './s3-public-access.ts';

const BUCKET = 'example-exports';
const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';
const AUTHENTICATED_USERS = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const byPolicy = 'ana (IAM user) made the bucket example-exports public by its policy';
const byAcl = 'ana (IAM user) made the bucket example-exports public by its ACL';

const READ = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` };

function policy(...Statement: object[]) {
  return putsPolicy({ Version: '2012-10-17', Statement });
}

function putsPolicy(bucketPolicy: unknown) {
  return recordOf('s3:PutBucketPolicy', { bucketName: BUCKET, bucketPolicy, Host: 's3.amazonaws.com', policy: '' });
}

function acl(fields: object) {
  return recordOf('s3:PutBucketAcl', { bucketName: BUCKET, Host: 's3.amazonaws.com', acl: '', ...fields });
}

function granting(Grant: unknown) {
  return acl({
    AccessControlPolicy: {
      xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
      Owner: { ID: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' },
      AccessControlList: { Grant },
    },
  });
}

function blocks(target: 'Bucket' | 'Account', configuration: object) {
  return recordOf(`s3:Put${target}PublicAccessBlock`, {
    ...(target === 'Bucket' && { bucketName: BUCKET }),
    publicAccessBlock: '',
    PublicAccessBlockConfiguration: { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/', ...configuration },
  });
}

const ALL_BLOCKS = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const OWNER = { Grantee: { 'xsi:type': 'CanonicalUser', ID: '79a5' }, Permission: 'FULL_CONTROL' };
const EVERYBODY = { Grantee: { 'xsi:type': 'Group', URI: ALL_USERS }, Permission: 'READ' };

describeDetection(s3PublicAccess, {
  alerts: {
    'a policy for everybody': { event: policy(READ), summary: byPolicy, subject: 'the bucket example-exports' },
    'a policy for every AWS principal': {
      event: policy({ ...READ, Principal: { AWS: '*' } }),
      summary: byPolicy,
    },
    'a policy for everybody in a list': {
      event: policy({ ...READ, Principal: { AWS: ['arn:aws:iam::444455556666:root', '*'] } }),
      summary: byPolicy,
    },
    'a policy for everybody but somebody': {
      event: policy({ ...READ, Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::444455556666:root' } }),
      summary: byPolicy,
    },
    'a policy of which one statement is for everybody': {
      event: policy({ ...READ, Effect: 'Deny' }, { ...READ, Principal: { Service: 'cloudfront.amazonaws.com' } }, READ),
      summary: byPolicy,
    },
    'a single statement, not in a list': {
      event: putsPolicy({ Version: '2012-10-17', Statement: READ }),
      summary: byPolicy,
    },
    'a policy written as text': {
      event: putsPolicy(JSON.stringify({ Version: '2012-10-17', Statement: [READ] })),
      summary: byPolicy,
    },
    'a policy written as URL-encoded text': {
      event: putsPolicy(encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: [READ] }))),
      summary: byPolicy,
    },
    'a condition that everybody meets': {
      event: policy({ ...READ, Condition: { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '0.0.0.0/0'] } } }),
      summary: byPolicy,
    },
    'a condition on an ARN in any account': {
      event: policy({ ...READ, Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/reader' } } }),
      summary: byPolicy,
    },
    'a condition on a header that callers choose': {
      event: policy({ ...READ, Condition: { StringLike: { 'aws:Referer': ['https://example.com/*'] } } }),
      summary: byPolicy,
    },
    'a condition that lets in those who do not say': {
      event: policy({ ...READ, Condition: { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1a2b' } } }),
      summary: byPolicy,
    },
    'a condition that keeps out a few': {
      event: policy({ ...READ, Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }),
      summary: byPolicy,
    },
    'a canned ACL': { event: acl({ 'x-amz-acl': 'public-read' }), summary: byAcl },
    'a canned ACL in a list': { event: acl({ 'x-amz-acl': ['public-read-write'] }), summary: byAcl },
    'a grant in a header': {
      event: acl({ accessControlList: { 'x-amz-grant-write-acp': `uri=${AUTHENTICATED_USERS}` } }),
      summary: byAcl,
    },
    'a grant in a header, beside one to the owner': {
      event: acl({ 'x-amz-grant-read': ['id="79a5"', `uri="${ALL_USERS}"`] }),
      summary: byAcl,
    },
    'a grant in the body': { event: granting([OWNER, EVERYBODY]), summary: byAcl },
    'a single grant, not in a list': { event: granting(EVERYBODY), summary: byAcl },
    "a bucket's block that is lowered": {
      event: blocks('Bucket', { ...ALL_BLOCKS, BlockPublicPolicy: false }),
      severity: 'medium',
      summary: 'ana (IAM user) lowered the block of public access on the bucket example-exports',
    },
    'a block of which one part is left out': {
      event: blocks('Bucket', { BlockPublicAcls: 'true', IgnorePublicAcls: 'true', BlockPublicPolicy: 'true' }),
      severity: 'medium',
      summary: 'ana (IAM user) lowered the block of public access on the bucket example-exports',
    },
    "the account's block that is lowered": {
      event: blocks('Account', { ...ALL_BLOCKS, RestrictPublicBuckets: false }),
      summary: 'ana (IAM user) lowered the block of public access on all buckets of 111122223333',
      subject: 'all buckets of 111122223333',
    },
    "a bucket's block that is removed": {
      event: recordOf('s3:DeleteBucketPublicAccessBlock', { bucketName: BUCKET, publicAccessBlock: '' }),
      severity: 'medium',
      summary: 'ana (IAM user) removed the block of public access from the bucket example-exports',
    },
    "the account's block that is removed": {
      event: recordOf('s3:DeleteAccountPublicAccessBlock', { publicAccessBlock: '' }),
      summary: 'ana (IAM user) removed the block of public access from all buckets of 111122223333',
    },
  },
  ignores: {
    'a policy that denies everybody': policy({
      ...READ,
      Effect: 'Deny',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
    'a policy for CloudFront': policy({ ...READ, Principal: { Service: 'cloudfront.amazonaws.com' } }),
    'a policy for one account': policy({ ...READ, Principal: { AWS: 'arn:aws:iam::444455556666:root' } }),
    'a policy for everybody in one organisation': policy({
      ...READ,
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    }),
    'a policy for everybody from one VPC endpoint, and for some keys': policy({
      ...READ,
      Condition: { StringEquals: { 's3:prefix': 'reports/', 'aws:SourceVpce': 'vpce-1a2b' } },
    }),
    'a policy for the roles of one account': policy({
      ...READ,
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/*' } },
    }),
    'a policy for everybody from one VPC endpoint': policy({
      ...READ,
      Condition: { 'ForAnyValue:StringEquals': { 'AWS:SourceVpce': ['vpce-1a2b'] } },
    }),
    'a policy for everybody from the office': policy({
      ...READ,
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, Bool: { 'aws:SecureTransport': true } },
    }),
    'a policy that was denied': denied(policy(READ)),
    'a policy for a bucket that does not exist': { ...policy(READ), errorCode: 'NoSuchBucket' },
    'a policy that is deleted': { ...policy(READ), eventName: 'DeleteBucketPolicy' },
    'a canned ACL for the owner': acl({ 'x-amz-acl': ['private'] }),
    'an ACL for log delivery': acl({ 'x-amz-acl': 'log-delivery-write' }),
    'a grant to the owner': granting(OWNER),
    'an ACL without grants': acl({ AccessControlPolicy: { AccessControlList: '' } }),
    'a block that is complete': blocks('Bucket', ALL_BLOCKS),
    "the account's block that is complete": blocks('Account', ALL_BLOCKS),
  },
});
