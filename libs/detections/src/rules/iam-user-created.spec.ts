import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamUserCreated } from './iam-user-created.ts';

const creating = recordOf(
  'iam:CreateUser',
  { userName: 'svc-backup', tags: [{ key: 'team', value: 'storage' }] },
  {
    responseElements: {
      user: {
        arn: 'arn:aws:iam::111122223333:user/svc-backup',
        createDate: 'Oct 13, 2026 7:02:12 AM',
        path: '/',
        userId: 'AIDAJQABLZS4A3EXAMPLE',
        userName: 'svc-backup',
      },
    },
  },
);
const DEPLOY = 'arn:aws:iam::111122223333:role/deploy';

describeDetection(iamUserCreated, {
  settings: { deployRoles: [DEPLOY] },
  alerts: {
    'a user': {
      event: creating,
      summary: 'ana (IAM user) created the IAM user svc-backup',
      subject: 'svc-backup',
    },
    'a user, by a person signed in': {
      event: by(callers.sso, creating),
      summary: 'ana@example.com (SSO, admin) created the IAM user svc-backup',
    },
    'a user that a deploy role creates, for the digest': {
      event: by(callers.deploy, creating),
      severity: 'low',
      summary: 'build-77 (role deploy) created the IAM user svc-backup',
    },
    'a user that calls itself a deploy role': {
      event: by({ ...callers.ana, userName: 'deploy', arn: 'arn:aws:iam::111122223333:user/deploy' }, creating),
      summary: 'deploy (IAM user) created the IAM user svc-backup',
    },
  },
  ignores: {
    'a user that was denied': denied(creating),
    'a user there is already': { ...creating, errorCode: 'EntityAlreadyExistsException', responseElements: null },
    'a user of IAM Identity Center': { ...creating, eventSource: 'sso-directory.amazonaws.com' },
    'a user that is deleted': { ...creating, eventName: 'DeleteUser' },
  },
});
