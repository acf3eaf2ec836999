import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, loginOf, recordOf } from '../testing/record-of.ts';
import { rootPasswordOrEmailChanged } from './root-password-or-email-changed.ts';

const ofRoot = (eventName: string) =>
  loginOf(callers.root, {
    eventName,
    responseElements: { [eventName]: 'Success' },
    additionalEventData: null,
  });
const starting = recordOf('account:StartPrimaryEmailUpdate', {
  accountId: '444455556666',
  primaryEmail: 'HIDDEN_DUE_TO_SECURITY_REASONS',
});

describeDetection(rootPasswordOrEmailChanged, {
  alerts: {
    'a password that is changed': {
      event: ofRoot('PasswordUpdated'),
      summary: "root changed root's password",
      subject: 'root of 111122223333',
    },
    'a reset that is asked for': {
      event: ofRoot('PasswordRecoveryRequested'),
      severity: 'high',
      summary: "somebody who knows its address asked for an e-mail to reset root's password",
    },
    'a reset that is carried out': {
      event: ofRoot('PasswordRecoveryCompleted'),
      summary: "root reset root's password by e-mail",
    },
    'another e-mail address': { event: ofRoot('EmailUpdated'), summary: "root changed root's e-mail address" },
    'a sign-in event of another type': {
      event: { ...ofRoot('EmailUpdated'), eventType: 'AwsServiceEvent', responseElements: null },
      summary: "root changed root's e-mail address",
    },
    'another e-mail address, begun from the management account': {
      event: starting,
      severity: 'high',
      summary: "ana (IAM user) began to change root's e-mail address in the account 444455556666",
      subject: 'root of 444455556666',
    },
    'another e-mail address, accepted': {
      event: { ...starting, eventName: 'AcceptPrimaryEmailUpdate' },
      summary: "ana (IAM user) changed root's e-mail address in the account 444455556666",
    },
  },
  ignores: {
    'a password that was not changed': {
      ...ofRoot('PasswordUpdated'),
      responseElements: { PasswordUpdated: 'Failure' },
    },
    "a user's own password": by(callers.ana, ofRoot('PasswordUpdated')),
    'a change of address that was denied': denied(starting),
    'another contact of the account': { ...starting, eventName: 'PutAlternateContact' },
    'a call of that name to another service': { ...starting, eventSource: 'example.amazonaws.com' },
  },
});
