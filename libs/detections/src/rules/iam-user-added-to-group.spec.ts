import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamUserAddedToGroup } from './iam-user-added-to-group.ts';

const adding = (userName: string, groupName: string) => recordOf('iam:AddUserToGroup', { userName, groupName });
const toReaders = adding('bob', 'readers');

describeDetection(iamUserAddedToGroup, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a user, for the digest': {
      event: toReaders,
      summary: 'ana (IAM user) added the user bob to the group readers',
      subject: 'user bob',
    },
    'a group named for administrators': {
      event: adding('bob', 'platform-Admins'),
      severity: 'medium',
      summary: 'ana (IAM user) added the user bob to the group platform-Admins',
    },
    'such a group, by a deploy role': {
      event: by(callers.deploy, adding('bob', 'platform-Admins')),
      summary: 'build-77 (role deploy) added the user bob to the group platform-Admins',
    },
    'the caller, whatever the group is called': {
      event: adding('ana', 'readers'),
      severity: 'high',
      summary: 'ana (IAM user) added themselves to the group readers',
    },
    'a user whose name a role session borrows': {
      event: by({ ...callers.deploy, arn: 'arn:aws:sts::111122223333:assumed-role/web/bob' }, toReaders),
      summary: 'bob (role deploy) added the user bob to the group readers',
    },
  },
  ignores: {
    'a change that was denied': denied(toReaders),
    'a user who is taken out': { ...toReaders, eventName: 'RemoveUserFromGroup' },
    "another service's groups": { ...toReaders, eventSource: 'cognito-idp.amazonaws.com' },
  },
});
