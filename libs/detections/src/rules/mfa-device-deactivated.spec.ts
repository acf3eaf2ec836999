import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { mfaDeviceDeactivated } from './mfa-device-deactivated.ts';

const deviceOf = (userName: string) => ({ userName, serialNumber: `arn:aws:iam::111122223333:mfa/${userName}` });
const ofAnother = recordOf('iam:DeactivateMFADevice', deviceOf('svc-backup'));
const deletion = recordOf('iam:DeleteVirtualMFADevice', { serialNumber: 'arn:aws:iam::111122223333:mfa/svc-backup' });
const ROOT_DEVICE = 'arn:aws:iam::111122223333:mfa/root-account-mfa-device';

describeDetection(mfaDeviceDeactivated, {
  alerts: {
    "another user's device": {
      event: ofAnother,
      summary: 'ana (IAM user) took away the MFA device of the user svc-backup',
      subject: 'svc-backup',
    },
    "a user's device, by somebody in a role": {
      event: by(callers.sso, recordOf('iam:DeactivateMFADevice', deviceOf('ana'))),
      summary: 'ana@example.com (SSO, admin) took away the MFA device of the user ana',
    },
    "a user's device, by root": {
      event: by(callers.root, ofAnother),
      summary: 'root took away the MFA device of the user svc-backup',
    },
    "the caller's own device, for the digest": {
      event: recordOf('iam:DeactivateMFADevice', deviceOf('ana')),
      severity: 'low',
      summary: 'ana (IAM user) took away the MFA device of their own user',
      subject: 'ana',
    },
    "root's device": {
      event: by(
        callers.root,
        recordOf('iam:DeactivateMFADevice', { userName: 'AWS ROOT USER', serialNumber: ROOT_DEVICE }),
      ),
      severity: 'critical',
      summary: 'root took away the MFA device of root',
      subject: 'root of 111122223333',
    },
    "root's hardware device, of which no user is named": {
      event: by(callers.root, recordOf('iam:DeactivateMFADevice', { serialNumber: 'GAHT12345678' })),
      severity: 'critical',
      summary: 'root took away the MFA device of root',
    },
    "root's virtual device, deleted": {
      event: by(callers.root, recordOf('iam:DeleteVirtualMFADevice', { serialNumber: ROOT_DEVICE })),
      severity: 'critical',
      summary: 'root took away the MFA device of root',
    },
  },
  ignores: {
    'a device that is deleted after it was deactivated': deletion,
    'the same deletion, by root': by(callers.root, deletion),
    'a device that was denied': denied(ofAnother),
    'a device that is registered': { ...ofAnother, eventName: 'EnableMFADevice' },
  },
});
