import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { organizationLeft } from './organization-left.ts';

const calling = (eventName: string, parameters: object | null = null) =>
  recordOf(`organizations:${eventName}`, parameters, { awsRegion: 'us-east-1' });
const leaving = calling('LeaveOrganization');
const removing = calling('RemoveAccountFromOrganization', { accountId: '444455556666' });

describeDetection(organizationLeft, {
  alerts: {
    'an account that leaves': {
      event: leaving,
      summary: 'ana (IAM user) took the account 111122223333 out of the organisation',
      subject: '111122223333',
    },
    'an account that may not leave': {
      event: denied(leaving, {
        errorMessage: 'You do not have permissions to access this resource.',
      }),
      severity: 'high',
      summary: 'ana (IAM user) tried to take the account 111122223333 out of the organisation and was denied',
    },
    'an account that cannot leave': {
      event: {
        ...leaving,
        errorCode: 'ConstraintViolationException',
        errorMessage: 'The member account is missing one or more of the prerequisites.',
      },
      severity: 'high',
      summary: 'ana (IAM user) tried to take the account 111122223333 out of the organisation and failed',
    },
    'an account that is put out': {
      event: removing,
      summary: 'ana (IAM user) removed the account 444455556666 from the organisation',
      subject: '444455556666',
    },
    'an account somebody may not put out': {
      event: denied(removing),
      severity: 'high',
      summary: 'ana (IAM user) tried to remove an account from the organisation and was denied',
    },
    'an organisation that is no more': {
      event: calling('DeleteOrganization'),
      summary: 'ana (IAM user) deleted the organisation',
    },
  },
  ignores: {
    'an account that is described': { ...removing, eventName: 'DescribeAccount' },
    'a service that does as it is told': by(callers.service, removing),
    "a call of another service's with the same name": { ...leaving, eventSource: 'account.amazonaws.com' },
  },
});
