import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamInlineAdminPolicy } from './iam-inline-admin-policy.ts';

const documentOf = (Action: unknown, Resource: unknown = '*', Effect = 'Allow') =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource }] }, null, 2);
const putting = (policyDocument: string) =>
  recordOf('iam:PutUserPolicy', { userName: 'svc-backup', policyName: 'logs', policyDocument });
const everything = putting(documentOf('*'));
const assumeAll = recordOf('iam:PutRolePolicy', {
  roleName: 'web',
  policyName: 'logs',
  policyDocument: documentOf('sts:AssumeRole'),
});
const SUMMARY = 'ana (IAM user) gave the user svc-backup every right, by the inline policy logs';

const provisioning = {
  ...callers.deploy,
  arn: 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForSSO/SSO-Provisioning',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      arn: 'arn:aws:iam::111122223333:role/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO',
      userName: 'AWSServiceRoleForSSO',
    },
  },
};

describeDetection(iamInlineAdminPolicy, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'every right for a user': { event: everything, summary: SUMMARY, subject: 'user svc-backup' },
    'a document in its URL-encoded form': {
      event: putting(encodeURIComponent(documentOf(['*'], ['*']))),
      summary: SUMMARY,
    },
    'all of IAM for a group': {
      event: recordOf('iam:PutGroupPolicy', {
        groupName: 'developers',
        policyName: 'self-service',
        policyDocument: documentOf('iam:*'),
      }),
      summary: 'ana (IAM user) gave the group developers every right on IAM, by the inline policy self-service',
    },
    'a right by which a role can be every other': {
      event: assumeAll,
      severity: 'medium',
      summary: 'ana (IAM user) gave the role web the right to assume every role, by the inline policy logs',
    },
    'the same by a deploy role, for the digest': {
      event: by(callers.deploy, assumeAll),
      severity: 'low',
      summary: 'build-77 (role deploy) gave the role web the right to assume every role, by the inline policy logs',
    },
    'every right, by a deploy role': {
      event: by(callers.deploy, everything),
      summary: 'build-77 (role deploy) gave the user svc-backup every right, by the inline policy logs',
    },
  },
  ignores: {
    'one service': putting(documentOf('s3:*')),
    'every action on one bucket': putting(documentOf('*', 'arn:aws:s3:::example-exports/*')),
    'a policy that denies everything': putting(documentOf('*', '*', 'Deny')),
    'a policy that was denied': denied(everything),
    'a policy that is deleted': { ...everything, eventName: 'DeleteUserPolicy' },
    'a permission set that IAM Identity Center provisions': by(provisioning, everything),
  },
});
