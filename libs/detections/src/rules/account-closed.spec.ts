import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { accountClosed } from './account-closed.ts';

const closing = recordOf('organizations:CloseAccount', { accountId: '444455556666' }, { awsRegion: 'us-east-1' });

describeDetection(accountClosed, {
  alerts: {
    'an account that is closed from the management account': {
      event: closing,
      summary: 'ana (IAM user) closed the account 444455556666',
      subject: '444455556666',
    },
    'an account that closes itself': {
      event: by(callers.root, recordOf('account:CloseAccount', null, { awsRegion: 'us-east-1' })),
      summary: 'root closed the account 111122223333',
      subject: '111122223333',
    },
    'an attempt that was denied': {
      event: denied(closing, { errorCode: 'AccessDeniedException', requestParameters: closing.requestParameters }),
      severity: 'high',
      summary: 'ana (IAM user) tried to close the account 444455556666 and was denied',
    },
    'an attempt that was denied, and does not say on which': {
      event: denied(closing, { errorCode: 'AccessDeniedException' }),
      severity: 'high',
      summary: 'ana (IAM user) tried to close an account and was denied',
      subject: 'accounts of 111122223333',
    },
  },
  ignores: {
    'an account that cannot be closed': { ...closing, errorCode: 'ConstraintViolationException' },
    "a call of another service's with the same name": { ...closing, eventSource: 'bank.amazonaws.com' },
    'a service that does as it is told': by(callers.service, closing),
  },
});
