import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { passwordPolicyChanged } from './password-policy-changed.ts';

const STRONG = {
  minimumPasswordLength: 14,
  requireSymbols: true,
  requireNumbers: true,
  requireUppercaseCharacters: true,
  requireLowercaseCharacters: true,
  allowUsersToChangePassword: true,
  maxPasswordAge: 90,
  passwordReusePrevention: 24,
  hardExpiry: false,
};
const updating = (policy: unknown) => recordOf('iam:UpdateAccountPasswordPolicy', policy, { awsRegion: 'us-east-1' });
const short = updating({ ...STRONG, minimumPasswordLength: 8 });

describeDetection(passwordPolicyChanged, {
  alerts: {
    'a policy that is deleted': {
      event: by(callers.root, recordOf('iam:DeleteAccountPasswordPolicy', null)),
      summary: 'root deleted the password policy of the account',
      subject: 'password policy of 111122223333',
    },
    'short passwords': {
      event: short,
      summary: 'ana (IAM user) weakened the password policy of the account: it lets passwords have 8 characters',
    },
    'old passwords, used again': {
      event: updating({ ...STRONG, passwordReusePrevention: undefined }),
      summary: 'ana (IAM user) weakened the password policy of the account: it lets old passwords be used again',
    },
    'a policy that leaves everything out': {
      event: updating(null),
      summary:
        'ana (IAM user) weakened the password policy of the account: it lets passwords have 6 characters, ' +
        'asks for less than all kinds of characters and lets old passwords be used again',
    },
  },
  ignores: {
    'a strong policy': updating(STRONG),
    'a long password of letters alone': updating({ ...STRONG, minimumPasswordLength: 20, requireSymbols: false }),
    'a policy that was denied': denied(short),
    'a policy that is read': { ...short, eventName: 'GetAccountPasswordPolicy' },
  },
});
