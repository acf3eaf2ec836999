import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { assumeRoot } from './assume-root.ts';

const assuming = (task: string, targetPrincipal = '444455556666') =>
  recordOf(
    'sts:AssumeRoot',
    { targetPrincipal, taskPolicyArn: { arn: `arn:aws:iam::aws:policy/root-task/${task}` }, durationSeconds: 900 },
    {
      responseElements: {
        credentials: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', expiration: 'Oct 13, 2026, 7:17:12 AM' },
      },
    },
  );
const unlocking = assuming('S3UnlockBucketPolicy');
const allowing = recordOf('iam:EnableOrganizationsRootSessions', null);

describeDetection(assumeRoot, {
  alerts: {
    "a bucket's policy": {
      event: by(callers.sso, unlocking),
      summary: 'ana@example.com (SSO, admin) became root of the account 444455556666 to delete the policy of a bucket',
      subject: 'root of 444455556666',
    },
    "root's password, of an account named by its ARN": {
      event: assuming('IAMCreateRootUserPassword', 'arn:aws:iam::444455556666:root'),
      summary: 'ana (IAM user) became root of the account 444455556666 to let its password be set anew',
      subject: 'root of 444455556666',
    },
    "root's credentials": {
      event: assuming('IAMDeleteRootUserCredentials'),
      severity: 'medium',
      summary: 'ana (IAM user) became root of the account 444455556666 to delete its credentials',
    },
    'a look at them, for the digest': {
      event: assuming('IAMAuditRootUserCredentials'),
      severity: 'low',
      summary: 'ana (IAM user) became root of the account 444455556666 to look at its credentials',
    },
    'a task that is new': {
      event: assuming('SomeNewTask'),
      summary: 'ana (IAM user) became root of the account 444455556666',
    },
    'root sessions, allowed in the organisation': {
      event: allowing,
      severity: 'medium',
      summary: 'ana (IAM user) allowed root sessions in member accounts',
      subject: 'root of the organisation',
    },
  },
  ignores: {
    'a task that was denied': denied(assuming('IAMAuditRootUserCredentials')),
    'root sessions that are switched off': { ...allowing, eventName: 'DisableOrganizationsRootSessions' },
    'a role that is assumed': { ...assuming('SomeNewTask'), eventName: 'AssumeRole' },
  },
});
