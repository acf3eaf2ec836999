import { describeDetection } from '../testing/describe-detection.ts';
import { callers, calls, loginOf } from '../testing/record-of.ts';
import { consoleLoginFailures } from './console-login-failures.ts';

const FAILED = { errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' } };
const failing = (userName: string, sourceIPAddress = '203.0.113.24') =>
  loginOf({ type: 'IAMUser', accountId: '111122223333', userName }, { ...FAILED, sourceIPAddress });
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

describeDetection(consoleLoginFailures, {
  bursts: {
    'many users from one address': {
      events: calls(10, (index) => failing(`user-${index}`), 30),
      summary:
        'somebody at 203.0.113.24 failed to sign in to the console 10 times in 5 minutes, as user-0, user-1, user-2 and 7 more',
      subject: '203.0.113.24',
    },
    'users who do not exist, guessed from one address': {
      events: calls(10, () => failing(HIDDEN), 30),
      summary:
        'somebody at 203.0.113.24 failed to sign in to the console 10 times in 5 minutes, as a user who does not exist',
    },
    'one user from everywhere': {
      events: calls(10, (index) => failing('ana', `198.51.100.${index}`), 30),
      summary:
        'somebody failed to sign in to the console as ana 10 times in 5 minutes, from 198.51.100.0, 198.51.100.1, 198.51.100.2 and 7 more',
      subject: 'ana',
    },
  },
  apart: {
    'people at several addresses who each mistype': calls(18, (index) =>
      failing(`user-${index % 6}`, `198.51.100.${index % 6}`),
    ),
    'users who do not exist, at as many addresses': calls(12, (index) => failing(HIDDEN, `198.51.100.${index}`)),
  },
  ignores: {
    'a sign-in that succeeds': { ...failing('user-0'), responseElements: { ConsoleLogin: 'Success' } },
    "root's failed sign-in": { ...failing('ana'), userIdentity: callers.root },
  },
});
