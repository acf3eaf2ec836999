import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { roleChainFirstSeen } from './role-chain-first-seen.ts';

const assuming = by(
  callers.deploy,
  recordOf('sts:AssumeRole', { roleArn: 'arn:aws:iam::444455556666:role/admin', roleSessionName: 'build-77' }),
);

describeDetection(roleChainFirstSeen, {
  settings: { optIn: ['role-chain-first-seen'] },
  alerts: {
    'a role that assumes another': {
      event: assuming,
      summary: 'build-77 (role deploy) assumed arn:aws:iam::444455556666:role/admin for the first time',
      subject: 'arn:aws:iam::444455556666:role/admin',
    },
  },
  ignores: {
    'a user who assumes a role': by(callers.ana, assuming),
    'a role that assumes itself': {
      ...assuming,
      requestParameters: { roleArn: 'arn:aws:iam::111122223333:role/deploy', roleSessionName: 'build-77' },
    },
    'a role that was not let in': denied(assuming),
  },
});
