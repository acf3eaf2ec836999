import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamPolicyVersionChanged } from './iam-policy-version-changed.ts';

const documentOf = (Action: unknown) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const policyArn = 'arn:aws:iam::111122223333:policy/teams/reports';
const changing = (policyDocument: string, setAsDefault?: boolean) =>
  recordOf(
    'iam:CreatePolicyVersion',
    { policyArn, policyDocument, setAsDefault },
    { responseElements: { policyVersion: { versionId: 'v2', isDefaultVersion: setAsDefault === true } } },
  );
const switching = recordOf('iam:SetDefaultPolicyVersion', { policyArn, versionId: 'v1' });
const creating = (policyDocument: string) => recordOf('iam:CreatePolicy', { policyName: 'reports', policyDocument });

describeDetection(iamPolicyVersionChanged, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a policy that now grants everything': {
      event: changing(documentOf('*'), true),
      severity: 'high',
      summary: 'ana (IAM user) changed the policy reports, which grants every right',
      subject: 'reports',
    },
    'a policy by which its holders can take more': {
      event: changing(documentOf('iam:AttachUserPolicy'), true),
      summary: 'ana (IAM user) changed the policy reports, which grants rights to take more (iam:AttachUserPolicy)',
    },
    'a wide version that nothing uses yet, for the digest': {
      event: changing(documentOf('*')),
      severity: 'low',
      summary: 'ana (IAM user) changed the policy reports, in a version not yet in force, which grants every right',
    },
    'a new policy that grants everything': {
      event: creating(documentOf(['*'])),
      severity: 'high',
      summary: 'ana (IAM user) created the policy reports, which grants every right',
      subject: 'reports',
    },
    'a switch to another version': {
      event: switching,
      summary: 'ana (IAM user) switched the policy reports to the version v1',
    },
    'a switch by a person in the console': {
      event: by(callers.sso, switching),
      summary: 'ana@example.com (SSO, admin) switched the policy reports to the version v1',
    },
    'a switch by a deploy role, for the digest': {
      event: by(callers.deploy, switching),
      severity: 'low',
      summary: 'build-77 (role deploy) switched the policy reports to the version v1',
    },
  },
  ignores: {
    'a version that allows little': changing(documentOf('s3:GetObject'), true),
    'a new policy that allows little': creating(documentOf('s3:*')),
    'a switch that was denied': denied(switching),
    'a version that is deleted': { ...switching, eventName: 'DeletePolicyVersion' },
    'a policy of another service': { ...creating(documentOf(['*'])), eventSource: 'organizations.amazonaws.com' },
  },
});
