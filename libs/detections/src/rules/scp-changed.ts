import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { describeAct } from '../reading/act.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { CALL_NAMES, OrganizationPolicyCall, actOnPolicies } from '../reading/organization-policy.ts';

const Reads = z.lazy(() => z.object({ requestParameters: OrganizationPolicyCall }));
type Reads = z.infer<typeof Reads>;

/**
 * A policy that says what accounts of the organisation may do at all was taken away or weakened.
 *
 * Read is what it still forbids. New policies, and those that are attached, forbid more and are told in the digest.
 */
export const scpChanged = defineDetection({
  id: 'scp-changed',
  title: "Organisation's policy detached, weakened or switched off",
  severity: 'high',
  why: 'These policies bind even the administrators of an account. What they kept from happening, leaving the organisation say, can happen now.',
  falsePositives: [
    'The platform team changes a policy, in code as a rule. Name the role that deploys in `deployRoles`.',
    'Control Tower replaces its own policies when a landing zone is updated.',
  ],
  runbook: [
    'Attach the policy again, or put back its content from its code.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now: they are in the management account.',
    'Look in the accounts it bound for what it forbade, since the call.',
    'Read what the same principal did in the hour before.',
  ],
  techniques: ['T1484', 'T1685'],
  controls: ['CIS 4.15'],
  pattern: apiCalls({ eventSource: 'organizations.amazonaws.com', eventNames: CALL_NAMES, detail: SUCCEEDED }),
  reads: Reads,
  services: 'told',
  matches: (call) => actIn(call) !== undefined,
  severityOf(call, settings) {
    const severity = actIn(call)?.severity ?? 'high';
    return isOrdinaryChange(call, settings) ? 'low' : severity;
  },
  subject: ({ requestParameters: { policyId, policyType, name }, account }) =>
    policyId ?? policyType ?? name ?? `policies of ${account}`,
  summarize(call) {
    const act = actIn(call);
    return act ? describeAct(call, act, act.object) : `${call.who} changed a policy of the organisation`;
  },
});

function actIn({ eventName, requestParameters }: Call<Reads>) {
  return actOnPolicies(eventName, requestParameters);
}
