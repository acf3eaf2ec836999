import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamAccessKeyCreated } from './iam-access-key-created.ts';

const keyFor = (userName: string) => ({
  responseElements: {
    accessKey: {
      accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
      createDate: 'Oct 13, 2026 7:02:12 AM',
      status: 'Active',
      userName,
    },
  },
});
const forBackup = recordOf('iam:CreateAccessKey', { userName: 'svc-backup' }, keyFor('svc-backup'));
const forRoot = recordOf('iam:CreateAccessKey', null, {
  userIdentity: callers.root,
  responseElements: { accessKey: { accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'Active' } },
});

describeDetection(iamAccessKeyCreated, {
  alerts: {
    'a key for another user': {
      event: forBackup,
      severity: 'high',
      summary: 'ana (IAM user) created an access key for the user svc-backup',
      subject: 'svc-backup',
    },
    'a key for a user, by somebody in a role': {
      event: by(callers.sso, forBackup),
      severity: 'high',
      summary: 'ana@example.com (SSO, admin) created an access key for the user svc-backup',
    },
    'a key for another user whom only the answer names': {
      event: recordOf('iam:CreateAccessKey', null, keyFor('svc-backup')),
      severity: 'high',
      summary: 'ana (IAM user) created an access key for the user svc-backup',
    },
    'a key for another user whom only the request names': {
      event: recordOf('iam:CreateAccessKey', { userName: 'svc-backup' }),
      severity: 'high',
      summary: 'ana (IAM user) created an access key for the user svc-backup',
    },
    "the caller's own key, named": {
      event: recordOf('iam:CreateAccessKey', { userName: 'ana' }, keyFor('ana')),
      summary: 'ana (IAM user) created an access key for themselves',
      subject: 'ana',
    },
    "the caller's own key, not named": {
      event: recordOf('iam:CreateAccessKey', null, keyFor('ana')),
      summary: 'ana (IAM user) created an access key for themselves',
    },
    "the caller's own key, named nowhere": {
      event: recordOf('iam:CreateAccessKey', null),
      summary: 'ana (IAM user) created an access key for themselves',
      subject: 'ana',
    },
    'a key for a user, by root': {
      event: by(callers.root, forBackup),
      severity: 'high',
      summary: 'root created an access key for the user svc-backup',
    },
  },
  ignores: {
    "root's key, which has a detection of its own": forRoot,
    'a key that was denied': denied(forBackup),
    'a user who has two keys already': { ...forBackup, errorCode: 'LimitExceededException', responseElements: null },
    'a key that is deleted': { ...forBackup, eventName: 'DeleteAccessKey' },
  },
});
