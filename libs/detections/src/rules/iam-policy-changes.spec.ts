import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamPolicyChanges } from './iam-policy-changes.ts';

const documentOf = (Action: unknown) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const ofAws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const attaching = recordOf('iam:AttachRolePolicy', { roleName: 'web', policyArn: ofAws('ReadOnlyAccess') });
const putting = recordOf('iam:PutUserPolicy', {
  userName: 'svc-backup',
  policyName: 'logs',
  policyDocument: documentOf('s3:GetObject'),
});

describeDetection(iamPolicyChanges, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a policy that is attached': {
      event: attaching,
      summary: 'ana (IAM user) attached the policy ReadOnlyAccess to the role web',
      subject: 'role web',
    },
    'a policy that is detached': {
      event: { ...attaching, eventName: 'DetachRolePolicy' },
      summary: 'ana (IAM user) detached the policy ReadOnlyAccess from the role web',
    },
    'an inline policy': {
      event: putting,
      summary: 'ana (IAM user) wrote the policy logs into the user svc-backup',
      subject: 'user svc-backup',
    },
    'an inline policy that is deleted': {
      event: recordOf('iam:DeleteGroupPolicy', { groupName: 'developers', policyName: 'logs' }),
      summary: 'ana (IAM user) deleted the policy logs from the group developers',
    },
    'a policy of the account': {
      event: recordOf('iam:CreatePolicy', { policyName: 'reports', policyDocument: documentOf('s3:GetObject') }),
      summary: 'ana (IAM user) created the policy reports',
      subject: 'policy reports',
    },
    'a version of it that is deleted': {
      event: recordOf('iam:DeletePolicyVersion', {
        policyArn: 'arn:aws:iam::111122223333:policy/reports',
        versionId: 'v1',
      }),
      summary: 'ana (IAM user) deleted a version of the policy reports',
    },
  },
  ignores: {
    'a deploy role': by(callers.deploy, attaching),
    'a change that was denied': denied(attaching),
    'an administrator policy, which has a detection of its own': {
      ...attaching,
      requestParameters: { roleName: 'web', policyArn: ofAws('AdministratorAccess') },
    },
    'a wide inline policy, which has a detection of its own': {
      ...putting,
      requestParameters: { userName: 'svc-backup', policyName: 'logs', policyDocument: documentOf('*') },
    },
    'the quarantine of a leaked key, which has a detection of its own': {
      ...attaching,
      requestParameters: { roleName: 'web', policyArn: ofAws('AWSCompromisedKeyQuarantineV3') },
    },
    'a role that is tagged': { ...attaching, eventName: 'TagRole' },
    "another service's policies": { ...attaching, eventSource: 'organizations.amazonaws.com' },
  },
});
