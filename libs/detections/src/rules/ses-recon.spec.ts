import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, calls, denied, recordOf } from '../testing/record-of.ts';
import { sesRecon } from './ses-recon.ts';

const QUESTIONS = ['GetAccountSendingEnabled', 'GetSendQuota', 'ListIdentities'];
const asking = (index: number) => recordOf(`ses:${QUESTIONS[index % QUESTIONS.length]}`, null, { readOnly: true });

describeDetection(sesRecon, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a new sender': {
      event: recordOf('ses:VerifyEmailIdentity', { emailAddress: 'billing@example.com' }),
      summary: 'ana (IAM user) made a sender of mail of billing@example.com',
      subject: 'billing@example.com',
    },
    'a way out of the sandbox': {
      event: recordOf('ses:PutAccountDetails', { mailType: 'MARKETING', websiteURL: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
      summary: 'ana (IAM user) asked for the right to send mail to anybody',
      subject: 'e-mail of 111122223333',
    },
    'a domain, by the role that deploys, for the digest': {
      event: by(callers.deploy, recordOf('ses:VerifyDomainIdentity', { domain: 'example.com' })),
      severity: 'low',
      summary: 'build-77 (role deploy) made a sender of mail of example.com',
    },
  },
  bursts: {
    'all the questions, with a key that does not expire': {
      events: calls(3, asking),
      summary:
        'ana (IAM user) asked SES 3 different things in 20 seconds: GetAccountSendingEnabled, GetSendQuota, ListIdentities',
      subject: 'ana',
    },
    'all the questions, by a program with a role, for the digest': {
      events: calls(3, (index) => by(callers.sso, asking(index))),
      severity: 'low',
      summary:
        'ana@example.com (SSO, admin) asked SES 3 different things in 20 seconds: GetAccountSendingEnabled, GetSendQuota, ListIdentities',
    },
  },
  apart: {
    'one question again and again': calls(10, () => asking(1)),
    'questions of three principals': calls(3, (index) =>
      by([callers.ana, callers.root, callers.sso][index]!, asking(index)),
    ),
  },
  ignores: {
    'a sender nobody let in': denied(recordOf('ses:VerifyEmailIdentity', { emailAddress: 'billing@example.com' })),
    'another question': recordOf('ses:GetSendStatistics', null, { readOnly: true }),
  },
});
