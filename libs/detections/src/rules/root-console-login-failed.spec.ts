import { describeDetection } from '../testing/describe-detection.ts';
import { callers, calls, loginOf } from '../testing/record-of.ts';
import { rootConsoleLoginFailed } from './root-console-login-failed.ts';

const FAILED = { errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' } };
const failing = loginOf(callers.root, FAILED);

describeDetection(rootConsoleLoginFailed, {
  bursts: {
    'five attempts': {
      events: calls(5, () => failing, 60),
      summary: 'somebody failed to sign in as root of 111122223333 5 times in 4 minutes, from 203.0.113.24',
      subject: 'root of 111122223333',
    },
    'attempts from everywhere': {
      events: calls(5, (index) => ({ ...failing, sourceIPAddress: `198.51.100.${index}` }), 1),
      summary:
        'somebody failed to sign in as root of 111122223333 5 times in 4 seconds, from 198.51.100.0, 198.51.100.1, 198.51.100.2 and 2 more',
    },
  },
  apart: {
    'attempts on the roots of two accounts': calls(8, (index) => ({
      ...failing,
      recipientAccountId: index % 2 === 0 ? '111122223333' : '444455556666',
    })),
    'attempts over half an hour': calls(8, () => failing, 240),
  },
  ignores: {
    'a sign-in that succeeds': { ...failing, responseElements: { ConsoleLogin: 'Success' } },
    'a sign-in of a user that fails': { ...failing, userIdentity: callers.ana },
  },
});
