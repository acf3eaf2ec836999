import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamLoginProfileChanged } from './iam-login-profile-changed.ts';

const creating = recordOf('iam:CreateLoginProfile', { userName: 'svc-backup', passwordResetRequired: false });
const updating = recordOf('iam:UpdateLoginProfile', { userName: 'ana', passwordResetRequired: false });

describeDetection(iamLoginProfileChanged, {
  alerts: {
    'a password for another user': {
      event: creating,
      summary: 'ana (IAM user) created a console password for the user svc-backup',
      subject: 'svc-backup',
    },
    'a password of another user, by somebody in a role': {
      event: by(callers.deploy, updating),
      summary: 'build-77 (role deploy) changed the console password of the user ana',
    },
    'a first password that the user must change': {
      event: recordOf('iam:CreateLoginProfile', { userName: 'new-colleague', passwordResetRequired: true }),
      severity: 'medium',
      summary: 'ana (IAM user) created a console password for the user new-colleague',
    },
    "the caller's own password": {
      event: updating,
      severity: 'medium',
      summary: 'ana (IAM user) changed the console password of their own user',
      subject: 'ana',
    },
    "the caller's own password, not named": {
      event: recordOf('iam:CreateLoginProfile', { passwordResetRequired: false }),
      severity: 'medium',
      summary: 'ana (IAM user) created a console password for their own user',
    },
    "root's password": {
      event: by(callers.root, recordOf('iam:CreateLoginProfile', null)),
      severity: 'critical',
      summary: 'root created a console password for root',
      subject: 'root of 111122223333',
    },
  },
  ignores: {
    'a call that was denied': denied(creating),
    'a user who has a password already': { ...creating, errorCode: 'EntityAlreadyExistsException' },
    'a password that is deleted': { ...creating, eventName: 'DeleteLoginProfile' },
  },
});
