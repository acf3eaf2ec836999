import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { federationTokenIssued } from './federation-token-issued.ts';

const documentOf = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const issuing = (policies: object) =>
  recordOf('sts:GetFederationToken', { name: 'web-session', durationSeconds: 129_600, ...policies });
const narrow = issuing({ policy: JSON.stringify(documentOf('s3:GetObject')) });
const SUMMARY = 'ana (IAM user) got a federation token named web-session';

describeDetection(federationTokenIssued, {
  alerts: {
    'a session of few rights': { event: narrow, summary: SUMMARY, subject: 'arn:aws:iam::111122223333:user/ana' },
    'a session without a policy': { event: issuing({}), summary: SUMMARY },
    'a session of all the rights of the user': {
      event: issuing({ policy: JSON.stringify(documentOf('*'), null, 2) }),
      severity: 'high',
      summary: `${SUMMARY}, with every right the user has`,
    },
    'a policy that some tools log as an object': {
      event: issuing({ policy: documentOf('*') }),
      severity: 'high',
      summary: `${SUMMARY}, with every right the user has`,
    },
    "a session with AWS's administrator policy": {
      event: issuing({ policyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] }),
      severity: 'high',
      summary: `${SUMMARY}, with every right the user has`,
    },
    'such a policy, named by its ARN alone': {
      event: issuing({ policyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
      severity: 'high',
      summary: `${SUMMARY}, with every right the user has`,
    },
    "root's session": {
      event: by(callers.root, narrow),
      severity: 'high',
      summary: 'root got a federation token named web-session',
    },
  },
  ignores: {
    'a token that was denied': denied(narrow),
    'a session token, which the console and tools get with MFA': { ...narrow, eventName: 'GetSessionToken' },
    'a call of that name to another service': { ...narrow, eventSource: 'example.amazonaws.com' },
  },
});
