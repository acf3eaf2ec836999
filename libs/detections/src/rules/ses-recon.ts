import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { principalOf } from '../reading/principal.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    userIdentity: z.object({ accessKeyId: z.string().nullish() }).nullish(),
    requestParameters: z
      .object({
        emailAddress: Name.nullish(),
        emailIdentity: Name.nullish(),
        domain: Name.nullish(),
        identity: Name.nullish(),
      })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

const ASKED: Readonly<Record<string, string>> = {
  GetAccount: 'how much mail it may send',
  GetAccountSendingEnabled: 'whether it may send mail',
  GetIdentityVerificationAttributes: 'which senders are verified',
  GetSendQuota: 'how much mail it may send',
  ListIdentities: 'as whom it sends mail',
};
const DID: Readonly<Record<string, string>> = {
  CreateEmailIdentity: 'made a sender of mail of',
  DeleteIdentity: 'deleted the sender of mail',
  PutAccountDetails: 'asked for the right to send mail to anybody',
  UpdateAccountSendingEnabled: 'turned the sending of mail on or off',
  VerifyDomainIdentity: 'made a sender of mail of',
  VerifyEmailIdentity: 'made a sender of mail of',
};

/**
 * Somebody looks at what mail the account may send, or prepares to send some.
 *
 * Stolen keys are tried on SES first: an account out of its sandbox is worth money to whoever sends spam. The questions alone
 * are what every mailing program asks, one or two of them; thieves ask them all.
 */
export const sesRecon = defineDetection({
  id: 'ses-recon',
  title: 'Sending of e-mail explored or prepared',
  severity: 'medium',
  why: 'Stolen keys are first tried on SES: an account that may send mail to anybody is sold to send spam and phishing, in your name.',
  falsePositives: [
    'Somebody sets up e-mail for a product. Name the role that deploys in `deployRoles`.',
    'A program watches its sending quota and reputation. Suppress its role.',
  ],
  runbook: [
    'Ask whoever called whether they work with e-mail. If they do not, disable their credentials now.',
    'Look at which senders are verified, and delete those nobody knows.',
    'Pause sending if mail goes out that nobody sent: `aws ses update-account-sending-enabled --no-enabled`.',
    'Look for what else was tried with the same credentials.',
  ],
  techniques: ['T1526'],
  pattern: apiCalls({
    eventSource: 'ses.amazonaws.com',
    eventNames: [...Object.keys(ASKED), ...Object.keys(DID)],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf: (call, settings) =>
    isOrdinaryChange(call, settings) || (call.eventName in ASKED && !hasLongLivedKey(call)) ? 'low' : 'medium',
  remembers: [
    {
      ...{ kind: 'distinct', atLeast: 3, windowMinutes: 10, counted: 'things', listing: ':' },
      key: (call) => (call.eventName in ASKED ? principalOf(call) : undefined),
      values: ({ eventName }) => [eventName],
      begins: ({ who }) => `${who} asked SES`,
      subject: ({ actor }) => actor.name,
    },
  ],
  subject: ({ requestParameters, account }) => senderIn(requestParameters) ?? `e-mail of ${account}`,
  summarize({ who, eventName, requestParameters }) {
    const sender = senderIn(requestParameters);
    const asked = ASKED[eventName];
    return asked === undefined
      ? `${who} ${DID[eventName] ?? 'changed'}${sender === undefined ? '' : ` ${sender}`}`
      : `${who} asked ${asked}`;
  },
});

function hasLongLivedKey({ userIdentity }: Call<Reads>): boolean {
  return userIdentity?.accessKeyId?.startsWith('AKIA') === true;
}

function senderIn(request: Reads['requestParameters']): string | undefined {
  return request?.emailAddress ?? request?.emailIdentity ?? request?.domain ?? request?.identity ?? undefined;
}
