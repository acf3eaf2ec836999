import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { compromisedKeyQuarantined } from './compromised-key-quarantined.ts';

const inUsersName = { ...callers.ana, userName: 'svc-backup' };
const attaching = by(
  inUsersName,
  recordOf('iam:AttachUserPolicy', {
    userName: 'svc-backup',
    policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3',
  }),
);
const DENIAL = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["iam:CreateUser"],"Resource":["*"]}]}';
const SUMMARY = 'an access key of the user svc-backup leaked, and AWS put the user into quarantine';

describeDetection(compromisedKeyQuarantined, {
  alerts: {
    "a policy that AWS attaches in the user's own name": {
      event: attaching,
      summary: SUMMARY,
      subject: 'user svc-backup',
    },
    'a policy that AWS attaches itself': {
      event: by({ type: 'AWSService', invokedBy: 'iam.amazonaws.com' }, attaching),
      summary: SUMMARY,
    },
    'the first of these policies': {
      event: {
        ...attaching,
        requestParameters: { userName: 'svc-backup', policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine' },
      },
      summary: SUMMARY,
    },
    'a policy written into the user': {
      event: recordOf('iam:PutUserPolicy', {
        userName: 'svc-backup',
        policyName: 'AWSCompromisedKeyQuarantineV2',
        policyDocument: DENIAL,
      }),
      summary: SUMMARY,
    },
    'a policy that somebody takes off': {
      event: by(callers.sso, { ...attaching, eventName: 'DetachUserPolicy' }),
      severity: 'high',
      summary: 'ana@example.com (SSO, admin) took the user svc-backup out of the quarantine for leaked keys',
    },
  },
  ignores: {
    'another policy': {
      ...attaching,
      requestParameters: { userName: 'svc-backup', policyArn: 'arn:aws:iam::aws:policy/AWSDenyAll' },
    },
    'an attempt that was denied': denied(attaching),
    'the policy attached to a role, which has no keys to leak': { ...attaching, eventName: 'AttachRolePolicy' },
  },
});
