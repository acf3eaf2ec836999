import { describeDetection } from '../testing/describe-detection.ts';
import { callers, calls, loginOf } from '../testing/record-of.ts';
import { consoleMfaFailures } from './console-mfa-failures.ts';

const failing = loginOf(callers.ana, {
  errorMessage: 'Failed authentication',
  responseElements: { ConsoleLogin: 'Failure' },
  additionalEventData: { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed: 'Yes' },
});

describeDetection(consoleMfaFailures, {
  bursts: {
    'a second factor that fails twice': {
      events: calls(2, () => failing, 60),
      summary: 'somebody with the password of ana failed the MFA challenge 2 times in 1 minute, from 203.0.113.24',
      subject: 'ana',
    },
    "root's second factor": {
      events: calls(2, () => ({ ...failing, userIdentity: callers.root }), 60),
      severity: 'high',
      summary: 'somebody with the password of root failed the MFA challenge 2 times in 1 minute, from 203.0.113.24',
    },
  },
  apart: {
    'two users who mistype once': calls(2, (index) => ({
      ...failing,
      userIdentity: index === 0 ? callers.ana : callers.root,
    })),
    'a user who mistypes every morning': calls(3, () => failing, 24 * 3_600),
  },
  ignores: {
    'a password that is wrong': {
      ...failing,
      additionalEventData: { ...(failing.additionalEventData as object), MFAUsed: 'No' },
    },
    'a sign-in that succeeds': { ...failing, responseElements: { ConsoleLogin: 'Success' } },
  },
});
