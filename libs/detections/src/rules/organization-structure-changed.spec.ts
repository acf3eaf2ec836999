import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { organizationStructureChanged } from './organization-structure-changed.ts';

const calling = (eventName: string, parameters: object) =>
  recordOf(`organizations:${eventName}`, parameters, { awsRegion: 'us-east-1' });
const delegating = calling('RegisterDelegatedAdministrator', {
  accountId: '444455556666',
  servicePrincipal: 'guardduty.amazonaws.com',
});

describeDetection(organizationStructureChanged, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'an account that may reach into every other': {
      event: delegating,
      severity: 'high',
      summary:
        'ana (IAM user) made the account 444455556666 administrator of guardduty.amazonaws.com for every account',
      subject: '444455556666',
    },
    'an administrator that is removed': {
      event: calling('DeregisterDelegatedAdministrator', {
        accountId: '444455556666',
        servicePrincipal: 'ssm.amazonaws.com',
      }),
      summary: 'ana (IAM user) removed the account 444455556666 as administrator of ssm.amazonaws.com',
    },
    'a service that sees the accounts no longer': {
      event: calling('DisableAWSServiceAccess', { servicePrincipal: 'malware-protection.guardduty.amazonaws.com' }),
      severity: 'high',
      summary: 'ana (IAM user) shut malware-protection.guardduty.amazonaws.com out of every account',
      subject: 'malware-protection.guardduty.amazonaws.com',
    },
    'a service that never watched': {
      event: calling('DisableAWSServiceAccess', { servicePrincipal: 'license-manager.amazonaws.com' }),
      summary: 'ana (IAM user) shut license-manager.amazonaws.com out of every account',
    },
    'an account that is moved': {
      event: calling('MoveAccount', {
        accountId: '444455556666',
        sourceParentId: 'ou-a1b2-payments',
        destinationParentId: 'r-a1b2',
      }),
      summary: 'ana (IAM user) moved the account 444455556666 to r-a1b2, under whose policies it is now',
    },
    'an account that is invited': {
      event: calling('InviteAccountToOrganization', { target: { id: '777788889999', type: 'ACCOUNT' } }),
      summary: 'ana (IAM user) invited the account 777788889999 into the organisation',
    },
    'an account that is invited by e-mail': {
      event: calling('InviteAccountToOrganization', {
        target: { id: 'HIDDEN_DUE_TO_SECURITY_REASONS', type: 'EMAIL' },
      }),
      summary: 'ana (IAM user) invited the account of an e-mail address into the organisation',
    },
    'an account that joins': {
      event: calling('AcceptHandshake', { handshakeId: 'h-1a2b3c' }),
      summary: 'ana (IAM user) accepted an invitation of an organisation',
      subject: 'h-1a2b3c',
    },
    'a new account, for the digest': {
      event: calling('CreateAccount', {
        accountName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
        email: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      }),
      severity: 'low',
      summary: 'ana (IAM user) created the account (name hidden)',
    },
    'a new unit, for the digest': {
      event: calling('CreateOrganizationalUnit', { parentId: 'r-a1b2', name: 'payments' }),
      severity: 'info',
      summary: 'ana (IAM user) created the unit payments',
    },
    'a unit that is deleted, for the digest': {
      event: calling('DeleteOrganizationalUnit', { organizationalUnitId: 'ou-a1b2-payments' }),
      severity: 'info',
      summary: 'ana (IAM user) deleted the unit ou-a1b2-payments',
    },
    'a service that is let in, for the digest': {
      event: calling('EnableAWSServiceAccess', { servicePrincipal: 'guardduty.amazonaws.com' }),
      severity: 'info',
      summary: 'ana (IAM user) let guardduty.amazonaws.com into every account',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, delegating),
      severity: 'low',
      summary:
        'build-77 (role deploy) made the account 444455556666 administrator of guardduty.amazonaws.com for every account',
    },
  },
  ignores: {
    'Control Tower at work': by({ ...callers.deploy, invokedBy: 'controltower.amazonaws.com' }, delegating),
    'a call that was denied': denied(delegating),
    'an account that is described': { ...delegating, eventName: 'ListDelegatedAdministrators' },
  },
});
