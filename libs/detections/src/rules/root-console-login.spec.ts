import { describeDetection } from '../testing/describe-detection.ts';
import { callers, loginOf } from '../testing/record-of.ts';
import { rootConsoleLogin } from './root-console-login.ts';

describeDetection(rootConsoleLogin, {
  alerts: {
    'a sign-in with a password alone': {
      event: loginOf(callers.root),
      severity: 'critical',
      summary: 'root signed in to the console without MFA',
      subject: 'root of 111122223333',
    },
    'a sign-in with MFA, as AWS spells it for root': {
      event: loginOf(callers.root, { additionalEventData: { MFAUsed: 'YES', MobileVersion: 'No' } }),
      summary: 'root signed in to the console with MFA',
    },
    'a sign-in that does not say whether MFA was used': {
      event: loginOf(callers.root, { additionalEventData: null }),
      severity: 'critical',
      summary: 'root signed in to the console without MFA',
    },
  },
  ignores: {
    'a sign-in that failed': loginOf(callers.root, {
      errorMessage: 'Failed authentication',
      responseElements: { ConsoleLogin: 'Failure' },
    }),
    "another user's sign-in": loginOf({ ...callers.root, type: 'IAMUser' }),
  },
});
