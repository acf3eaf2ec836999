import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({ RegionName: Name.nullish(), regionName: Name.nullish(), AccountId: Name.nullish() }),
  }),
);
type Reads = z.infer<typeof Reads>;

/** A region that was closed to the account was opened. It has no detectors yet, and nobody looks there. */
export const regionEnabled = defineDetection({
  id: 'region-enabled',
  title: 'Region enabled for an account',
  severity: 'medium',
  why: 'A region that is new to the account has no detectors yet and nobody looks there, which is what an intruder enables it for.',
  falsePositives: [
    'The company begins to work there. Add the region to `allowedRegions` first, and it goes to the digest.',
  ],
  runbook: [
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Disable the region again, unless it is needed. What runs there goes on running, so stop it first.',
    'If it stays, set up GuardDuty, Config and a collector there.',
    'Read what the same principal did in the hour before.',
  ],
  techniques: ['T1535'],
  pattern: apiCalls({ eventSource: 'account.amazonaws.com', eventNames: ['EnableRegion'], detail: SUCCEEDED }),
  reads: Reads,
  services: 'told',
  severityOf(call, settings) {
    const isPlanned = settings.allowedRegions.includes(regionIn(call) ?? '');
    return isPlanned || isOrdinaryChange(call, settings) ? 'low' : 'medium';
  },
  subject: (call) => `${regionIn(call) ?? 'a region'} of ${accountIn(call)}`,
  summarize: (call) => `${call.who} enabled the region ${regionIn(call) ?? '(not named)'} for ${accountIn(call)}`,
});

function regionIn({ requestParameters: { RegionName, regionName } }: Call<Reads>): string | undefined {
  return RegionName ?? regionName ?? undefined;
}

/** From the management account a region may be enabled for any other. */
function accountIn({ requestParameters: { AccountId }, account }: Call<Reads>): string {
  return AccountId ?? account;
}
