import { describeDetection } from '../testing/describe-detection.ts';
import { callers, loginOf } from '../testing/record-of.ts';
import { consoleLoginWithoutMfa } from './console-login-without-mfa.ts';

const SUMMARY = 'ana (IAM user) signed in to the console without MFA';

describeDetection(consoleLoginWithoutMfa, {
  alerts: {
    'a password alone': {
      event: loginOf(callers.ana),
      summary: SUMMARY,
      subject: 'arn:aws:iam::111122223333:user/ana',
    },
    'a sign-in that does not say whether MFA was used': {
      event: loginOf(callers.ana, { additionalEventData: { MobileVersion: 'No' } }),
      summary: SUMMARY,
    },
  },
  ignores: {
    'a password with MFA': loginOf(callers.ana, { additionalEventData: { MFAUsed: 'Yes', MobileVersion: 'No' } }),
    'a sign-in that failed': loginOf(callers.ana, { responseElements: { ConsoleLogin: 'Failure' } }),
    'single sign-on, which always says that no MFA was used': loginOf(callers.sso),
    'a sign-in through SAML': loginOf(callers.ana, {
      additionalEventData: {
        LoginTo: 'https://console.aws.amazon.com/console/home',
        MobileVersion: 'No',
        MFAUsed: 'No',
        SamlProviderArn: 'arn:aws:iam::111122223333:saml-provider/idp',
      },
    }),
    'root, which has a detection of its own': loginOf({ ...callers.ana, type: 'Root' }),
  },
});
