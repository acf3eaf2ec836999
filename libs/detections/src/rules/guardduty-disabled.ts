import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { ACTS, DetectorChange, actOf } from '../reading/detector-change.ts';

const Reads = z.lazy(() =>
  z.object({
    // Of a call that was denied, AWS may not say what was asked for.
    requestParameters: DetectorChange.nullish(),
  }),
);

/**
 * GuardDuty was turned off, in part or for some accounts, or somebody tried to and was denied.
 *
 * The denied attempt counts, as with a trail: nobody turns off the alarm by mistake.
 */
export const guarddutyDisabled = defineDetection({
  id: 'guardduty-disabled',
  title: 'GuardDuty disabled, suspended or members removed',
  severity: 'critical',
  why: 'GuardDuty would have seen what comes next. Intruders turn it off before they do what they came for.',
  falsePositives: [
    'An account leaves the organisation, or the security team moves GuardDuty to another administrator account.',
    'A feature is turned off for its cost. The change request says so.',
  ],
  runbook: [
    'Turn GuardDuty on again: enable the detector, or create one and join it to the administrator account.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Read what the same principal did in the hour before, and in every region.',
    'Look at the findings of the last days about this account: one may be why.',
  ],
  techniques: ['T1685'],
  pattern: apiCalls({
    eventSource: 'guardduty.amazonaws.com',
    eventNames: [...Object.keys(ACTS), 'UpdateDetector'],
  }),
  reads: Reads,
  services: 'told',
  matches: (call) => call.outcome.kind !== 'failed' && actIn(call) !== undefined,
  severityOf(call) {
    if (call.service !== undefined) {
      return 'low';
    }
    return call.outcome.kind === 'denied' ? 'high' : (actIn(call)?.severity ?? 'critical');
  },
  subject: ({ account, region }) => `GuardDuty of ${account} in ${region}`,
  summarize(call) {
    const { did = 'changed', triedTo = 'change', object } = actIn(call) ?? {};
    const what = object?.(call.requestParameters ?? {}) ?? 'GuardDuty';
    return call.outcome.kind === 'denied'
      ? `${call.who} tried to ${triedTo} ${what} and was denied`
      : `${call.who} ${did} ${what}`;
  },
});

function actIn({ eventName, requestParameters }: Call<z.infer<typeof Reads>>) {
  return actOf(eventName, requestParameters);
}
