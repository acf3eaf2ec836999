import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { kmsKeyDisabledOrDeleted } from './kms-key-disabled-or-deleted.ts';

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';
const ARN = `arn:aws:kms:eu-central-1:111122223333:key/${KEY}`;

const scheduled = recordOf(
  'kms:ScheduleKeyDeletion',
  { keyId: KEY, pendingWindowInDays: 7 },
  { responseElements: { keyId: ARN, keyState: 'PendingDeletion', deletionDate: 'Oct 20, 2026 7:02:12 AM' } },
);
const disabled = recordOf('kms:DisableKey', { keyId: ARN });

describeDetection(kmsKeyDisabledOrDeleted, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a key that is to be deleted': {
      event: scheduled,
      summary: `ana (IAM user) scheduled the key ${KEY} for deletion in 7 days`,
      subject: KEY,
    },
    'a key that is to be deleted, after the usual time': {
      event: recordOf('kms:ScheduleKeyDeletion', { keyId: KEY }),
      summary: `ana (IAM user) scheduled the key ${KEY} for deletion`,
    },
    'a key that is disabled': {
      event: disabled,
      summary: `ana (IAM user) disabled the key ${KEY}`,
      subject: KEY,
    },
    'a key that a role for deployments disables': {
      event: by(callers.deploy, disabled),
      severity: 'medium',
      summary: `build-77 (role deploy) disabled the key ${KEY}`,
    },
    'material that is deleted': {
      event: recordOf('kms:DeleteImportedKeyMaterial', { keyId: KEY }),
      summary: `ana (IAM user) deleted the imported material of the key ${KEY}`,
    },
    'a call without parameters': {
      event: recordOf('kms:DisableKey', null),
      summary: 'ana (IAM user) disabled the key (not named)',
    },
  },
  ignores: {
    'a deletion that is cancelled': { ...scheduled, eventName: 'CancelKeyDeletion' },
    'a key that is enabled': { ...disabled, eventName: 'EnableKey' },
    'a call that was denied': denied(disabled),
  },
});
