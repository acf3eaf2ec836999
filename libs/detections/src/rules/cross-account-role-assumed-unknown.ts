import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isLetIn } from '../reading/own-accounts.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({ roleArn: Name.nullish(), roleSessionName: Name.nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * Somebody from an account nobody named came in through a role.
 *
 * Off until the settings name an account: where none is known, every account of the company would be a stranger. That a role
 * trusts a stranger in the first place is told by iam-role-trust-policy-changed; this finds those who were let in before.
 */
export const crossAccountRoleAssumedUnknown = defineDetection({
  id: 'cross-account-role-assumed-unknown',
  title: 'Role assumed from an unknown account',
  severity: 'medium',
  why: 'Somebody outside your accounts acts in this one with the rights of the role. A forgotten vendor comes in this way, and so does whoever took one over.',
  falsePositives: [
    'The other account is one of the company. Add it to `ownAccounts` in the settings.',
    'A vendor comes in as agreed. Add its account to `trustedAccounts` in the settings.',
  ],
  runbook: [
    'Find out whose account it is: the trust policy of the role, its tags, or whoever created it may say.',
    'If nobody knows, take the account out of the trust policy and end the sessions of the role.',
    'Read what the session did: events of the role with this session name.',
    'Look for other roles that trust the same account.',
  ],
  techniques: ['T1199'],
  pattern: ({ ownAccounts, trustedAccounts }) =>
    ownAccounts.length + trustedAccounts.length === 0
      ? undefined
      : apiCalls({
          eventSource: 'sts.amazonaws.com',
          eventNames: ['AssumeRole'],
          // AWS's own accounts act for its services, and say so in invokedBy.
          detail: { userIdentity: { type: ['AWSAccount'], invokedBy: [{ exists: false }] }, ...SUCCEEDED },
        }),
  reads: Reads,
  matches: ({ actor, account }, settings) =>
    actor.accountId !== undefined && !isLetIn(actor.accountId, account, settings),
  subject: (call) => `role ${roleOf(call)} from ${call.actor.accountId ?? 'an unknown account'}`,
  summarize(call) {
    const session = call.requestParameters?.roleSessionName;
    return `somebody in the account ${call.actor.accountId ?? 'unknown'} assumed the role ${roleOf(call)}${session ? ` as ${session}` : ''}`;
  },
});

function roleOf({ requestParameters }: Call<Reads>): string {
  return requestParameters?.roleArn?.split('/').at(-1) ?? 'unknown';
}
