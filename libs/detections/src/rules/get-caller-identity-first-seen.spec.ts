import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, recordOf } from '../testing/record-of.ts';
import { getCallerIdentityFirstSeen } from './get-caller-identity-first-seen.ts';

const asking = recordOf('sts:GetCallerIdentity', null, { readOnly: true });

describeDetection(getCallerIdentityFirstSeen, {
  settings: { optIn: ['get-caller-identity-first-seen'] },
  alerts: {
    'a user who never asked': {
      event: asking,
      summary: 'ana (IAM user) asked who it is for the first time',
      subject: 'ana',
    },
    'a role that never asked': {
      event: by(callers.deploy, asking),
      summary: 'build-77 (role deploy) asked who it is for the first time',
    },
  },
  ignores: {
    'root, of whose calls others tell': by(callers.root, asking),
    'another call': { ...asking, eventName: 'GetSessionToken' },
  },
});
