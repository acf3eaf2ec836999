import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { ec2SerialConsoleEnabled } from './ec2-serial-console-enabled.ts';

const enabled = recordOf('ec2:EnableSerialConsoleAccess', { EnableSerialConsoleAccessRequest: '' });

describeDetection(ec2SerialConsoleEnabled, {
  alerts: {
    'a console that is turned on': {
      event: enabled,
      summary: 'ana (IAM user) turned on the serial console of all machines',
      subject: 'serial console of 111122223333 in eu-central-1',
    },
  },
  ignores: {
    'a console that is turned off': { ...enabled, eventName: 'DisableSerialConsoleAccess' },
    'a call that was denied': denied(enabled, { errorCode: 'Client.UnauthorizedOperation' }),
  },
});
