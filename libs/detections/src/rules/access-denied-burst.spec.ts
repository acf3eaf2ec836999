import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, calls, denied, recordOf } from '../testing/record-of.ts';
import { accessDeniedBurst } from './access-denied-burst.ts';

const NAMES = ['ListUsers', 'ListRoles', 'ListAccountAliases', 'GetAccountSummary'];
const refused = (index: number) => denied(recordOf(`iam:${NAMES[index % NAMES.length]}`, null, { readOnly: true }));
const inConsole = { sessionCredentialFromConsole: 'true' };

describeDetection(accessDeniedBurst, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  bursts: {
    'twenty calls that were refused': {
      events: calls(20, refused),
      summary:
        'ana (IAM user) was denied 20 calls in 4 minutes: iam:ListUsers, iam:ListRoles, iam:ListAccountAliases and 1 more',
      subject: 'ana',
    },
    'refusals in the words of EC2, by sessions of one role': {
      events: calls(20, (index) =>
        by(
          { ...callers.deploy, arn: `${callers.deploy.arn}${index % 2}` },
          denied(recordOf('ec2:DescribeInstances', null), { errorCode: 'Client.UnauthorizedOperation' }),
        ),
      ),
      severity: 'low',
      summary: 'build-771 (role deploy) was denied 20 calls in 4 minutes: ec2:DescribeInstances',
    },
    'pages of the console, for the digest': {
      events: calls(20, (index) => ({ ...refused(index), ...inConsole })),
      severity: 'low',
      summary:
        'ana (IAM user) was denied 20 calls in 4 minutes: iam:ListUsers, iam:ListRoles, iam:ListAccountAliases and 1 more',
    },
  },
  apart: {
    'refusals of several people': calls(38, (index) =>
      by(index % 2 === 0 ? callers.ana : callers.root, refused(index)),
    ),
    'one refusal every two hours': calls(20, refused, 7_200),
  },
  ignores: {
    'a call that is not refused': { ...refused(0), errorCode: undefined },
    'a call that fails for another reason': { ...refused(0), errorCode: 'NoSuchEntityException' },
    'a page of the console that asks by itself': { ...refused(0), eventName: 'ListNotificationHubs' },
    'a service that delivers logs': by(callers.service, refused(0)),
  },
});
