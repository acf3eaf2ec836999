import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { identityCenterChanged } from './identity-center-changed.ts';

const INSTANCE = 'arn:aws:sso:::instance/ssoins-72230example14';
const SET = 'arn:aws:sso:::permissionSet/ssoins-72230example14/ps-ae5dexample';
const connecting = recordOf('sso-directory:EnableExternalIdPConfigurationForDirectory', {
  directoryId: 'd-99670example',
});
const attaching = (name: string) =>
  recordOf('sso:AttachManagedPolicyToPermissionSet', {
    instanceArn: INSTANCE,
    permissionSetArn: SET,
    managedPolicyArn: `arn:aws:iam::aws:policy/${name}`,
  });
const writing = (inlinePolicy: unknown) =>
  recordOf('sso:PutInlinePolicyToPermissionSet', { instanceArn: INSTANCE, permissionSetArn: SET, inlinePolicy });
const documentOf = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const configuring = (configurationType: string, ssoConfiguration: object) =>
  recordOf('sso:UpdateSsoConfiguration', { instanceArn: INSTANCE, configurationType, ssoConfiguration });
const starting = recordOf('sso:StartSSO', null);

describeDetection(identityCenterChanged, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'another identity provider': {
      event: by(callers.sso, connecting),
      severity: 'critical',
      summary:
        'ana@example.com (SSO, admin) connected an external identity provider to IAM Identity Center, where people sign in',
      subject: 'IAM Identity Center of 111122223333',
    },
    'another directory': {
      event: recordOf('sso:AssociateDirectory', { directoryId: 'd-99670example', directoryType: 'ADConnector' }),
      severity: 'critical',
      summary: 'ana (IAM user) connected another directory to IAM Identity Center, where people sign in',
    },
    'every right in a permission set': {
      event: attaching('AdministratorAccess'),
      summary: 'ana (IAM user) attached AdministratorAccess to the permission set ps-ae5dexample',
      subject: 'ps-ae5dexample',
    },
    'every right, written into a permission set': {
      event: writing(documentOf('*')),
      summary: 'ana (IAM user) wrote a policy into the permission set ps-ae5dexample, which grants every right',
    },
    'a policy the record hides': {
      event: writing('HIDDEN_DUE_TO_SECURITY_REASONS'),
      severity: 'medium',
      summary: 'ana (IAM user) wrote a policy into the permission set ps-ae5dexample',
    },
    'the same by a deploy role, for the digest': {
      event: by(callers.deploy, writing('HIDDEN_DUE_TO_SECURITY_REASONS')),
      severity: 'low',
      summary: 'build-77 (role deploy) wrote a policy into the permission set ps-ae5dexample',
    },
    'few rights in a permission set, for the digest': {
      event: writing(documentOf('s3:GetObject')),
      severity: 'low',
      summary: 'ana (IAM user) wrote a policy into the permission set ps-ae5dexample',
    },
    'an assignment, for the digest': {
      event: recordOf('sso:CreateAccountAssignment', {
        instanceArn: INSTANCE,
        targetId: '444455556666',
        targetType: 'AWS_ACCOUNT',
        permissionSetArn: SET,
        principalType: 'GROUP',
        principalId: '34887428-4081-7042-c3c6-example11111',
      }),
      severity: 'low',
      summary:
        'ana (IAM user) gave the group 34887428-4081-7042-c3c6-example11111 the permission set ps-ae5dexample in the account 444455556666',
    },
    'a group, for the digest': {
      event: recordOf('sso-directory:CreateGroup', { identityStoreId: 'd-99670example', displayName: 'readers' }),
      severity: 'low',
      summary: 'ana (IAM user) created the Identity Center group readers',
    },
    'a user whose name is hidden, for the digest': {
      event: recordOf('sso-directory:CreateUser', {
        identityStoreId: 'd-99670example',
        userName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      }),
      severity: 'low',
      summary: 'ana (IAM user) created a user of Identity Center',
    },
    'a member of a group, by the public API, for the digest': {
      event: recordOf('identitystore:CreateGroupMembership', {
        identityStoreId: 'd-99670example',
        groupId: '34887428-4081-7042-c3c6-example11111',
        memberId: { userId: '34887428-4081-7042-c3c6-example22222' },
      }),
      severity: 'low',
      summary: 'ana (IAM user) added a member to the Identity Center group 34887428-4081-7042-c3c6-example11111',
      subject: '34887428-4081-7042-c3c6-example11111',
    },
    'MFA, switched off': {
      event: configuring('APP_AUTHENTICATION_CONFIGURATION', { mfaMode: 'DISABLED' }),
      summary: 'ana (IAM user) switched MFA off in IAM Identity Center',
    },
    'longer sessions, for the digest': {
      event: configuring('SESSION', { sessionConfiguration: { maxAuthenticationAge: 'PT8H' } }),
      severity: 'low',
      summary: 'ana (IAM user) changed the settings of IAM Identity Center (SESSION)',
    },
    'Identity Center, switched on': {
      event: starting,
      severity: 'medium',
      summary: 'ana (IAM user) switched IAM Identity Center on',
    },
  },
  ignores: {
    'a change that was denied': denied(starting),
    'a permission set that is provisioned': { ...starting, eventName: 'ProvisionPermissionSet' },
    "IAM's own groups": recordOf('iam:CreateGroup', { identityStoreId: 'd-99670example', displayName: 'readers' }),
  },
});
