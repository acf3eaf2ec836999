import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { describeAct } from '../reading/act.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    eventSource: z.string(),
    requestParameters: z.object({ accountId: Name.nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * An account was closed, by itself or from the management account, or somebody tried to and was denied.
 *
 * There are ninety days to open it again, and an outage at once.
 */
export const accountClosed = defineDetection({
  id: 'account-closed',
  title: 'AWS account closed',
  severity: 'critical',
  why: 'Everything in the account stops, and after ninety days it is gone for good, backups and logs in it included.',
  falsePositives: ['A test account, or one of a team that is no more, is closed on purpose. The platform team knows.'],
  runbook: [
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Open the account again through AWS Support: within ninety days all of it comes back.',
    'Check that no other account was closed: an organisation may close one in ten a month.',
    'Read what the same principal did in the hour before.',
  ],
  techniques: ['T1485'],
  pattern: apiCalls({
    eventSource: ['account.amazonaws.com', 'organizations.amazonaws.com'],
    eventNames: ['CloseAccount'],
  }),
  reads: Reads,
  matches: ({ outcome }) => outcome.kind !== 'failed',
  severityOf: ({ outcome }) => (outcome.kind === 'denied' ? 'high' : 'critical'),
  subject: (call) => accountIn(call) ?? `accounts of ${call.account}`,
  summarize(call) {
    const account = accountIn(call);
    return describeAct(call, CLOSED, account === undefined ? 'an account' : `the account ${account}`);
  },
});

const CLOSED = { did: 'closed', triedTo: 'close', severity: 'critical' } as const;

/** From the management account any may be closed, and of a call that was denied AWS may not say which. */
function accountIn({ eventSource, requestParameters, account }: Call<Reads>): string | undefined {
  return requestParameters?.accountId ?? (eventSource === 'account.amazonaws.com' ? account : undefined);
}
