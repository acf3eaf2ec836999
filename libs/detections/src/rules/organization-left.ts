import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { type Act, deleting, describeAct } from '../reading/act.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() => z.object({ requestParameters: z.object({ accountId: Name.nullish() }).nullish() }));
type Reads = z.infer<typeof Reads>;

const LEFT: Act = { severity: 'critical', did: 'took', triedTo: 'take' };
const REMOVED: Act = { severity: 'critical', did: 'removed', triedTo: 'remove' };

/**
 * An account left the organisation, was put out of it, or the organisation is no more. Or somebody tried.
 *
 * The attempt is the news: AWS mostly refuses, for want of a payment method or because a policy says so, and nobody tries
 * this by mistake.
 */
export const organizationLeft = defineDetection({
  id: 'organization-left',
  title: 'Account left or was removed from the organisation',
  severity: 'critical',
  why: 'Outside the organisation its policies, its trail and its detectors no longer bind the account. Whoever took it out can do as they please.',
  falsePositives: ['A company is sold, or an account is handed over. Finance and platform know the day.'],
  runbook: [
    "Ask whoever called whether they meant it. If they did not, disable their credentials now, and the account's root sessions.",
    'Invite the account again: as long as you hold its root e-mail address, you can accept for it.',
    'Until it is back, look at it from inside: its own Event history, users, roles, instances.',
    'Forbid organizations:LeaveOrganization by a service control policy.',
  ],
  techniques: ['T1685'],
  controls: ['CIS 4.15'],
  pattern: apiCalls({
    eventSource: 'organizations.amazonaws.com',
    eventNames: ['DeleteOrganization', 'LeaveOrganization', 'RemoveAccountFromOrganization'],
  }),
  reads: Reads,
  severityOf: ({ outcome }) => (outcome.kind === 'succeeded' ? 'critical' : 'high'),
  subject: (call) => accountIn(call),
  summarize(call) {
    switch (call.eventName) {
      case 'LeaveOrganization':
        return describeAct(call, LEFT, `the account ${call.account} out of the organisation`);
      case 'DeleteOrganization':
        return describeAct(call, deleting('critical'), 'the organisation');
      default:
        return describeAct(call, REMOVED, `${describeMember(call)} from the organisation`);
    }
  },
});

function accountIn({ requestParameters, account }: Call<Reads>): string {
  return requestParameters?.accountId ?? account;
}

function describeMember({ requestParameters }: Call<Reads>): string {
  return requestParameters?.accountId ? `the account ${requestParameters.accountId}` : 'an account';
}
