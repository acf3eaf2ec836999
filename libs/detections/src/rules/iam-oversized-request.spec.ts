import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamOversizedRequest } from './iam-oversized-request.ts';

const OMITTED = { omitted: true, originalSize: 120_344, reason: 'requestParameters too large' };
const putting = recordOf('iam:PutUserPolicy', OMITTED);

describeDetection(iamOversizedRequest, {
  alerts: {
    'a policy that the log leaves out': {
      event: putting,
      summary: 'ana (IAM user) called PutUserPolicy of IAM with parameters too long for the log (120 KB)',
      subject: 'arn:aws:iam::111122223333:user/ana',
    },
    'a flag that is written as a word': {
      event: by(callers.sso, {
        ...putting,
        requestParameters: { ...OMITTED, omitted: 'true', originalSize: '102401' },
      }),
      summary: 'ana@example.com (SSO, admin) called PutUserPolicy of IAM with parameters too long for the log (102 KB)',
    },
    'a record that does not say how long': {
      event: recordOf('iam:UpdateAssumeRolePolicy', { omitted: true, reason: 'requestParameters too large' }),
      summary: 'ana (IAM user) called UpdateAssumeRolePolicy of IAM with parameters too long for the log',
    },
  },
  ignores: {
    'parameters that are logged': { ...putting, requestParameters: { ...OMITTED, omitted: false } },
    'metadata of an identity provider, which may be that long': { ...putting, eventName: 'UpdateSAMLProvider' },
    "another service's long parameters": { ...putting, eventSource: 'glue.amazonaws.com' },
    'a call that was denied': denied(putting, { requestParameters: OMITTED }),
  },
});
