import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { describeAct } from '../reading/act.ts';
import { CALL_NAMES, HubChange, actOnHub } from '../reading/hub-change.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';

const Reads = z.lazy(() => z.object({ requestParameters: HubChange.nullish() }));
type Reads = z.infer<typeof Reads>;

/**
 * Security Hub was turned off, in part or for some accounts, or its findings were hidden by the dozen. Or somebody tried to turn
 * it off and was denied.
 *
 * Suppressing one finding is daily work and goes to the digest; so does turning off a control.
 */
export const securityHubDisabled = defineDetection({
  id: 'security-hub-disabled',
  title: 'Security Hub disabled or findings hidden in bulk',
  severity: 'high',
  why: 'Findings of every security service come together there. Without it, or with them suppressed, nobody is told what the others see.',
  falsePositives: [
    'An account leaves the organisation, or another account becomes administrator of Security Hub.',
    'A ticketing integration closes findings. Suppress it by its role.',
  ],
  runbook: [
    'Enable Security Hub and its standards again, or give the findings their earlier status.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Look at the findings of the last days: one may be why.',
    'Read what the same principal did in the hour before, and in every region.',
  ],
  techniques: ['T1685'],
  controls: ['CIS 4.16'],
  pattern: apiCalls({ eventSource: 'securityhub.amazonaws.com', eventNames: CALL_NAMES }),
  reads: Reads,
  services: 'told',
  matches: (call) => call.outcome.kind !== 'failed' && actIn(call) !== undefined && !isClerk(call),
  severityOf(call, settings) {
    if (isOrdinaryChange(call, settings)) {
      return 'low';
    }
    const { severity } = actIn(call) ?? { severity: 'high' };
    return call.outcome.kind === 'denied' && severity === 'high' ? 'medium' : severity;
  },
  subject: ({ account, region }) => `Security Hub of ${account} in ${region}`,
  summarize(call) {
    const act = actIn(call);
    return act ? describeAct(call, act, act.object) : `${call.who} changed Security Hub`;
  },
});

function actIn({ eventName, requestParameters }: Call<Reads>) {
  return actOnHub(eventName, requestParameters);
}

/** A service that keeps the status of findings, as integrations do. */
function isClerk({ service, eventName }: Call<Reads>): boolean {
  return service !== undefined && eventName === 'BatchUpdateFindings';
}
