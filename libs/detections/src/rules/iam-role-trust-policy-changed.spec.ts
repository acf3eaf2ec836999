import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamRoleTrustPolicyChanged } from './iam-role-trust-policy-changed.ts';

const GITHUB = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const AUDIENCE = { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' };
const repository = (name: string) => ({
  StringEquals: AUDIENCE,
  StringLike: { 'token.actions.githubusercontent.com:sub': name },
});

const trusting = (Principal: unknown, Condition = {}, Action: unknown = 'sts:AssumeRole') => ({
  Effect: 'Allow',
  Principal,
  Action,
  Condition,
});
const documentOf = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement }, null, 2);
const changing = (...statements: readonly object[]) =>
  recordOf('iam:UpdateAssumeRolePolicy', { roleName: 'web', policyDocument: documentOf(...statements) });
const creating = (...statements: readonly object[]) =>
  recordOf('iam:CreateRole', {
    roleName: 'web',
    assumeRolePolicyDocument: documentOf(...statements),
    path: '/',
    maxSessionDuration: 3600,
  });
const federated = (Condition: object) => trusting({ Federated: GITHUB }, Condition, 'sts:AssumeRoleWithWebIdentity');

const EC2 = trusting({ Service: 'ec2.amazonaws.com' });
const STRANGER = trusting({ AWS: 'arn:aws:iam::999988887777:root' });
const toStranger = changing(EC2, STRANGER);

describeDetection(iamRoleTrustPolicyChanged, {
  settings: { ownAccounts: ['444455556666'], trustedAccounts: ['777788889999'] },
  alerts: {
    'another account, added to a role': {
      event: toStranger,
      summary: 'ana (IAM user) let the account 999988887777 assume the role web',
      changes: [
        { what: 'statement', after: 'Allow sts:AssumeRole to Service:ec2.amazonaws.com' },
        { what: 'statement', after: 'Allow sts:AssumeRole to AWS:arn:aws:iam::999988887777:root' },
      ],
      subject: 'role web',
    },
    'another account, by its number, trusted by a new role': {
      event: creating(trusting({ AWS: ['999988887777', '444455556666'] })),
      summary: 'ana (IAM user) created the role web, which the account 999988887777 may assume',
    },
    'a role in another account': {
      event: creating(
        trusting({ AWS: 'arn:aws:iam::999988887777:role/loader' }, { StringEquals: { 'sts:ExternalId': 'x' } }),
      ),
      summary: 'ana (IAM user) created the role web, which the account 999988887777 may assume',
    },
    everybody: {
      event: changing(trusting('*')),
      severity: 'critical',
      summary: 'ana (IAM user) let everybody assume the role web',
    },
    'everybody who knows an external id': {
      event: changing(trusting({ AWS: '*' }, { StringEquals: { 'sts:ExternalId': 'example' } })),
      severity: 'critical',
      summary: 'ana (IAM user) let everybody assume the role web',
    },
    'everybody but one': {
      event: changing({ Effect: 'Allow', NotPrincipal: { AWS: '111122223333' }, Action: 'sts:*' }),
      severity: 'critical',
      summary: 'ana (IAM user) let everybody but a few assume the role web',
    },
    'everybody in another account': {
      event: changing(trusting('*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::999988887777:role/*' } })),
      summary: 'ana (IAM user) let the account 999988887777 assume the role web',
    },
    'workflows of every repository of GitHub': {
      event: creating(federated({ StringEquals: AUDIENCE })),
      severity: 'critical',
      summary:
        'ana (IAM user) created the role web, which everybody with an account of token.actions.githubusercontent.com may assume',
    },
    'workflows of every owner': {
      event: changing(federated(repository('repo:*/web:ref:refs/heads/main'))),
      severity: 'critical',
      summary:
        'ana (IAM user) let everybody with an account of token.actions.githubusercontent.com assume the role web',
    },
    'workflows of every owner whose name begins alike': {
      event: changing(federated(repository('repo:example*'))),
      severity: 'critical',
      summary:
        'ana (IAM user) let everybody with an account of token.actions.githubusercontent.com assume the role web',
    },
    'a stack that creates such a role, for the digest': {
      event: by(callers.cloudFormation, creating(STRANGER)),
      severity: 'low',
      summary:
        'build-77 (role deploy) through cloudformation.amazonaws.com created the role web, which the account 999988887777 may assume',
    },
  },
  ignores: {
    'a service': creating(EC2),
    'the account itself': changing(trusting({ AWS: 'arn:aws:iam::111122223333:root' })),
    'an account of our own, and a vendor we let in': changing(
      trusting({ AWS: ['arn:aws:iam::444455556666:root', 'arn:aws:iam::777788889999:role/scanner'] }),
    ),
    'everybody of one organisation': changing(
      trusting('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }),
    ),
    'a user who was deleted since': changing(trusting({ AWS: 'AIDACKCEVSQ6C2EXAMPLE' })),
    'workflows of one repository': creating(federated(repository('repo:example/web:*'))),
    'sign-ins of our own identity provider': creating(
      trusting({ Federated: 'arn:aws:iam::111122223333:saml-provider/idp' }, {}, 'sts:AssumeRoleWithSAML'),
    ),
    'an account that is kept out': changing({ ...STRANGER, Effect: 'Deny' }),
    'an account that may tag sessions alone': changing({ ...STRANGER, Action: 'sts:TagSession' }),
    'a change that was denied': denied(toStranger),
    'a role that is described anew': { ...toStranger, eventName: 'UpdateRoleDescription' },
  },
});
