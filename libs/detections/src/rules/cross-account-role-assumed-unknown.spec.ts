import { expect, test } from '@jest/globals';
import { inForce } from '../catalogue.ts';
import { Settings } from '../settings.ts';
import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { crossAccountRoleAssumedUnknown } from './cross-account-role-assumed-unknown.ts';

const from = (accountId: string) => ({
  type: 'AWSAccount',
  principalId: 'AROAEXAMPLEROLEID9999:loader',
  accountId,
});
const assuming = (accountId: string) =>
  by(
    from(accountId),
    recordOf(
      'sts:AssumeRole',
      {
        roleArn: 'arn:aws:iam::111122223333:role/teams/reports',
        roleSessionName: 'nightly',
        externalId: 'example',
        durationSeconds: 3600,
      },
      { readOnly: true, sharedEventID: '5c0a8d1e-6f0e-4f0b-8f6e-2d8c1e7a9b41' },
    ),
  );
const stranger = assuming('999988887777');
const SUMMARY = 'somebody in the account 999988887777 assumed the role reports as nightly';

describeDetection(crossAccountRoleAssumedUnknown, {
  settings: { ownAccounts: ['444455556666'], trustedAccounts: ['777788889999'] },
  alerts: {
    'an account nobody named': { event: stranger, summary: SUMMARY, subject: 'role reports from 999988887777' },
    'a record without parameters': {
      event: { ...stranger, requestParameters: null },
      summary: 'somebody in the account 999988887777 assumed the role unknown',
    },
  },
  ignores: {
    'an account of our own': assuming('444455556666'),
    'the account itself': assuming('111122223333'),
    'a vendor we let in': assuming('777788889999'),
    'an attempt that was denied': denied(stranger),
    'somebody in this account, assuming a role elsewhere': by(callers.deploy, stranger),
    'an account of AWS, for one of its services': by({ ...from('999988887777'), invokedBy: 'AWS Internal' }, stranger),
    'a session token': { ...stranger, eventName: 'GetSessionToken' },
  },
});

test('the detection is off until an account is named', () => {
  expect(inForce(crossAccountRoleAssumedUnknown, Settings.parse({}))).toBeUndefined();
  expect(inForce(crossAccountRoleAssumedUnknown, Settings.parse({ trustedAccounts: ['777788889999'] }))).toBeDefined();
});
