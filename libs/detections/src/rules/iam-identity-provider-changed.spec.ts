import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamIdentityProviderChanged } from './iam-identity-provider-changed.ts';

const METADATA = '<EntityDescriptor entityID="https://idp.example.com/metadata"></EntityDescriptor>';
const samlArn = (name: string) => `arn:aws:iam::111122223333:saml-provider/${name}`;
const updating = (name: string) =>
  recordOf(
    'iam:UpdateSAMLProvider',
    { sAMLMetadataDocument: METADATA, sAMLProviderArn: samlArn(name) },
    { responseElements: { sAMLProviderArn: samlArn(name) } },
  );
const OF_IDENTITY_CENTER = 'AWSSSO_0123456789abcdef_DO_NOT_DELETE';
const connecting = (url: string) =>
  recordOf('iam:CreateOpenIDConnectProvider', { url, clientIDList: ['sts.amazonaws.com'] });
const ofGithub = connecting('https://token.actions.githubusercontent.com');

const identityCenter = {
  ...callers.deploy,
  arn: 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForSSO/AWS-SSO',
  invokedBy: 'sso.amazonaws.com',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      arn: 'arn:aws:iam::111122223333:role/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO',
      userName: 'AWSServiceRoleForSSO',
    },
  },
};

describeDetection(iamIdentityProviderChanged, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a SAML provider': {
      event: recordOf('iam:CreateSAMLProvider', { name: 'idp', sAMLMetadataDocument: METADATA }),
      summary: 'ana (IAM user) created the SAML provider idp',
      subject: 'idp',
    },
    'other certificates of a SAML provider': {
      event: updating('idp'),
      summary: 'ana (IAM user) replaced the metadata of the SAML provider idp',
    },
    'metadata too long for the record': {
      event: {
        ...updating('idp'),
        requestParameters: { omitted: true, originalSize: 154_211, reason: 'requestParameters too large' },
      },
      summary: 'ana (IAM user) replaced the metadata of the SAML provider idp',
    },
    "Identity Center's provider, changed by a person": {
      event: by(callers.sso, updating(OF_IDENTITY_CENTER)),
      severity: 'critical',
      summary: `ana@example.com (SSO, admin) replaced the metadata of the SAML provider ${OF_IDENTITY_CENTER} of IAM Identity Center`,
    },
    'a provider that is deleted': {
      event: recordOf('iam:DeleteSAMLProvider', { sAMLProviderArn: samlArn('idp') }),
      severity: 'medium',
      summary: 'ana (IAM user) deleted the SAML provider idp',
    },
    'an OpenID Connect provider': {
      event: ofGithub,
      summary: 'ana (IAM user) created the OpenID Connect provider token.actions.githubusercontent.com',
    },
    'the same by a deploy role, for the digest': {
      event: by(callers.deploy, ofGithub),
      severity: 'low',
      summary: 'build-77 (role deploy) created the OpenID Connect provider token.actions.githubusercontent.com',
    },
    'a stack that creates one, for the digest': {
      event: by(callers.cloudFormation, ofGithub),
      severity: 'low',
      summary:
        'build-77 (role deploy) through cloudformation.amazonaws.com created the OpenID Connect provider token.actions.githubusercontent.com',
    },
    'the provider of a cluster, for the digest': {
      event: connecting('https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE'),
      severity: 'low',
      summary:
        'ana (IAM user) created the OpenID Connect provider oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
    },
    'another audience': {
      event: recordOf('iam:AddClientIDToOpenIDConnectProvider', {
        openIDConnectProviderArn: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
        clientID: 'example',
      }),
      severity: 'medium',
      summary:
        'ana (IAM user) let another audience use the OpenID Connect provider token.actions.githubusercontent.com',
    },
  },
  ignores: {
    'Identity Center, changing its own provider': by(identityCenter, updating(OF_IDENTITY_CENTER)),
    'Identity Center, on behalf of somebody': by(
      { ...callers.sso, invokedBy: 'sso.amazonaws.com' },
      updating(OF_IDENTITY_CENTER),
    ),
    'a change that was denied': denied(updating('idp')),
    'a provider that is tagged': { ...updating('idp'), eventName: 'TagSAMLProvider' },
    "a user pool's provider": { ...updating('idp'), eventSource: 'cognito-idp.amazonaws.com' },
  },
});
