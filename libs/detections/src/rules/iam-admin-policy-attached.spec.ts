import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamAdminPolicyAttached } from './iam-admin-policy-attached.ts';

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const toUser = recordOf('iam:AttachUserPolicy', { userName: 'svc-backup', policyArn: ADMINISTRATOR });

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

describeDetection(iamAdminPolicyAttached, {
  alerts: {
    'a user': {
      event: toUser,
      summary: 'ana (IAM user) attached AdministratorAccess to the user svc-backup',
      subject: 'user svc-backup',
    },
    'a role': {
      event: by(callers.sso, recordOf('iam:AttachRolePolicy', { roleName: 'web', policyArn: ADMINISTRATOR })),
      summary: 'ana@example.com (SSO, admin) attached AdministratorAccess to the role web',
    },
    'a group, in another partition': {
      event: recordOf('iam:AttachGroupPolicy', {
        groupName: 'developers',
        policyArn: 'arn:aws-us-gov:iam::aws:policy/IAMFullAccess',
      }),
      summary: 'ana (IAM user) attached IAMFullAccess to the group developers',
    },
    'every right but those on IAM': {
      event: recordOf('iam:AttachUserPolicy', {
        userName: 'svc-backup',
        policyArn: 'arn:aws:iam::aws:policy/PowerUserAccess',
      }),
      severity: 'medium',
      summary: 'ana (IAM user) attached PowerUserAccess to the user svc-backup',
    },
  },
  ignores: {
    'a policy to read': {
      ...toUser,
      requestParameters: { userName: 'svc-backup', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    },
    'a policy whose name only ends alike': {
      ...toUser,
      requestParameters: {
        userName: 'svc-backup',
        policyArn: 'arn:aws:iam::111122223333:policy/NoAdministratorAccess',
      },
    },
    'a policy that is detached': { ...toUser, eventName: 'DetachUserPolicy' },
    'a call that was denied': denied(toUser),
    'a permission set that IAM Identity Center provisions': by(provisioning, toUser),
  },
});
