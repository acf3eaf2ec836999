import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { ebsEncryptionDefaultDisabled } from './ebs-encryption-default-disabled.ts';

const disabled = recordOf('ec2:DisableEbsEncryptionByDefault', { DisableEbsEncryptionByDefaultRequest: '' });

describeDetection(ebsEncryptionDefaultDisabled, {
  alerts: {
    'encryption that is turned off': {
      event: disabled,
      summary: 'ana (IAM user) turned off the default encryption of disks',
      subject: 'disk encryption of 111122223333 in eu-central-1',
    },
    'a record without parameters': {
      event: { ...disabled, requestParameters: null },
      summary: 'ana (IAM user) turned off the default encryption of disks',
    },
  },
  ignores: {
    'encryption that is turned on': { ...disabled, eventName: 'EnableEbsEncryptionByDefault' },
    'a call that was denied': denied(disabled, { errorCode: 'Client.UnauthorizedOperation' }),
  },
});
