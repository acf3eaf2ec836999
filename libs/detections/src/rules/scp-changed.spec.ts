import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { scpChanged } from './scp-changed.ts';

const calling = (eventName: string, parameters: object) =>
  recordOf(`organizations:${eventName}`, parameters, { awsRegion: 'us-east-1' });
const detaching = (policyId: string, targetId: string) => calling('DetachPolicy', { policyId, targetId });
const updating = (...Statement: object[]) =>
  calling('UpdatePolicy', { policyId: 'p-1a2b3c', content: JSON.stringify({ Version: '2012-10-17', Statement }) });
const fromUnit = detaching('p-1a2b3c', 'ou-a1b2-payments');

const FORBIDDEN = { Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' };
const ALL = { Effect: 'Allow', Action: '*', Resource: '*' };

describeDetection(scpChanged, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a policy that is detached from a unit': {
      event: fromUnit,
      summary: 'ana (IAM user) detached the policy p-1a2b3c from the unit ou-a1b2-payments',
      subject: 'p-1a2b3c',
    },
    'a policy that is detached from everything': {
      event: detaching('p-1a2b3c', 'r-a1b2'),
      summary: 'ana (IAM user) detached the policy p-1a2b3c from the root of the organisation (r-a1b2)',
    },
    'the policy that allows everything, for the digest': {
      event: detaching('p-FullAWSAccess', '444455556666'),
      severity: 'low',
      summary: 'ana (IAM user) detached the policy p-FullAWSAccess from the account 444455556666',
    },
    'a policy that forbids nothing any more': {
      event: updating(ALL),
      summary: 'ana (IAM user) changed the policy p-1a2b3c: it forbids nothing any more',
    },
    'a policy that forbids something else': {
      event: updating(ALL, FORBIDDEN),
      severity: 'medium',
      summary: 'ana (IAM user) changed the content of the policy p-1a2b3c',
    },
    'a policy that forbids all but a few services': {
      event: updating({ ...ALL, Action: ['s3:*', 'ec2:*'] }),
      severity: 'medium',
      summary: 'ana (IAM user) changed the content of the policy p-1a2b3c',
    },
    'a policy about tags': {
      event: calling('UpdatePolicy', { policyId: 'p-1a2b3c', content: '{"tags":{}}' }),
      severity: 'medium',
      summary: 'ana (IAM user) changed the content of the policy p-1a2b3c',
    },
    'all policies at once': {
      event: calling('DisablePolicyType', { rootId: 'r-a1b2', policyType: 'SERVICE_CONTROL_POLICY' }),
      severity: 'critical',
      summary: 'ana (IAM user) disabled every SERVICE_CONTROL_POLICY of the organisation (r-a1b2)',
    },
    'all policies about tags, for the digest': {
      event: calling('DisablePolicyType', { rootId: 'r-a1b2', policyType: 'TAG_POLICY' }),
      severity: 'low',
      summary: 'ana (IAM user) disabled every TAG_POLICY of the organisation (r-a1b2)',
    },
    'a policy that is deleted': {
      event: calling('DeletePolicy', { policyId: 'p-1a2b3c' }),
      severity: 'medium',
      summary: 'ana (IAM user) deleted the policy p-1a2b3c',
    },
    'a policy that is attached, for the digest': {
      event: calling('AttachPolicy', { policyId: 'p-1a2b3c', targetId: '444455556666' }),
      severity: 'info',
      summary: 'ana (IAM user) attached the policy p-1a2b3c to the account 444455556666',
    },
    'a policy that is created, for the digest': {
      event: calling('CreatePolicy', { name: 'stay', type: 'SERVICE_CONTROL_POLICY', content: '{}' }),
      severity: 'info',
      summary: 'ana (IAM user) created the policy stay',
      subject: 'stay',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, fromUnit),
      severity: 'low',
      summary: 'build-77 (role deploy) detached the policy p-1a2b3c from the unit ou-a1b2-payments',
    },
  },
  ignores: {
    'a policy that gets another name': calling('UpdatePolicy', { policyId: 'p-1a2b3c', name: 'stay-here' }),
    'a call that was denied': denied(fromUnit),
    "a policy of IAM's": { ...calling('DeletePolicy', { policyId: 'p-1a2b3c' }), eventSource: 'iam.amazonaws.com' },
  },
});
