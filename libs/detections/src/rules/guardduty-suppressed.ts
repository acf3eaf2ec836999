import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { describeAct } from '../reading/act.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { CALL_NAMES, Suppression, actOnFindings } from '../reading/suppression.ts';

const Reads = z.lazy(() => z.object({ requestParameters: Suppression }));
type Reads = z.infer<typeof Reads>;

/**
 * GuardDuty stays on and is told to say less: an address to trust, findings to archive unseen.
 *
 * Nothing looks switched off, which is why an intruder prefers it. A filter that names the types of findings it hides is how
 * teams quieten what they know, so it weighs less than one that hides whatever comes.
 */
export const guarddutySuppressed = defineDetection({
  id: 'guardduty-suppressed',
  title: 'GuardDuty told to trust or to archive',
  severity: 'high',
  why: 'GuardDuty looks healthy and no longer tells what is hidden by this. Findings that are archived reach no one.',
  falsePositives: [
    'The security team hides a finding it knows, or lists the addresses of its scanners. In code, by a role named in `deployRoles`, it is told in the digest.',
  ],
  runbook: [
    'Read the filter or the list, and ask whoever called what it is for. If they did not call, disable their credentials now.',
    'Delete the filter, or deactivate the list, until that is clear.',
    'Look through the findings that were archived since: GuardDuty keeps them for 90 days.',
    'Read what the same principal did in the hour before.',
  ],
  techniques: ['T1685'],
  pattern: apiCalls({
    eventSource: 'guardduty.amazonaws.com',
    eventNames: CALL_NAMES,
    detail: SUCCEEDED,
  }),
  reads: Reads,
  services: 'told',
  matches: (call) => actIn(call) !== undefined && !(call.service !== undefined && call.eventName === 'ArchiveFindings'),
  severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : (actIn(call)?.severity ?? 'high')),
  subject: ({ account, region }) => `GuardDuty of ${account} in ${region}`,
  summarize(call) {
    const act = actIn(call);
    return act ? describeAct(call, act, act.object) : `${call.who} quietened GuardDuty`;
  },
});

function actIn({ eventName, requestParameters }: Call<Reads>) {
  return actOnFindings(eventName, requestParameters);
}
