import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, calls, denied, recordOf } from '../testing/record-of.ts';
import { ec2GetPasswordData } from './ec2-get-password-data.ts';

const asking = (index = 0) =>
  recordOf('ec2:GetPasswordData', { instanceId: `i-0a1b2c3d4e5f6000${index}` }, { readOnly: true });
const refused = (index = 0) =>
  denied(asking(index), {
    errorCode: 'Client.UnauthorizedOperation',
    requestParameters: asking(index).requestParameters,
  });

describeDetection(ec2GetPasswordData, {
  alerts: {
    'one password, for the digest': {
      event: asking(),
      severity: 'low',
      summary: 'ana (IAM user) took the Windows password of i-0a1b2c3d4e5f60000',
      subject: 'ana',
    },
  },
  bursts: {
    'five passwords': {
      events: calls(5, asking),
      summary:
        'ana (IAM user) took the Windows passwords of 5 different machines in 40 seconds: i-0a1b2c3d4e5f60000, i-0a1b2c3d4e5f60001, i-0a1b2c3d4e5f60002 and 2 more',
      subject: 'ana',
    },
    'five attempts that were denied': {
      events: calls(5, refused),
      summary:
        'ana (IAM user) tried to take the Windows passwords of 5 different machines in 40 seconds: i-0a1b2c3d4e5f60000, i-0a1b2c3d4e5f60001, i-0a1b2c3d4e5f60002 and 2 more',
    },
  },
  apart: {
    'one password that is not there yet': calls(20, () => asking()),
    'passwords of several administrators': calls(8, (index) =>
      by(index % 2 === 0 ? callers.ana : callers.sso, asking(index)),
    ),
    'one password a day': calls(5, asking, 24 * 3_600),
  },
  ignores: {
    'a machine that does not exist': { ...asking(), errorCode: 'Client.InvalidInstanceID.NotFound' },
    'a service that asks': by(callers.cloudFormation, asking()),
  },
});
