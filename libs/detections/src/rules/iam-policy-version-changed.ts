import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { broadRightsOf } from '../reading/broad-rights.ts';
import { statementChanges } from '../reading/changes.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { Flag } from '../reading/flag.ts';
import { policyNameOf } from '../reading/managed-policy.ts';
import { Policy } from '../reading/policy.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({
      policyArn: Name.nullish(),
      // Of a policy that is new, which has no ARN yet.
      policyName: Name.nullish(),
      policyDocument: Policy.optional(),
      setAsDefault: Flag,
      versionId: Name.nullish(),
    }),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * A policy of the account's own was made wide, or set back to another version of itself.
 *
 * Whoever holds the policy has the rights at once. A version that is switched to was written some other day: this record does
 * not say what it allows. A version that nothing uses yet is a line in the digest.
 */
export const iamPolicyVersionChanged = defineDetection({
  id: 'iam-policy-version-changed',
  title: 'Managed policy made wide, or switched to another version',
  severity: 'medium',
  why: 'Everybody who holds this policy has its rights at once. Changing a policy one holds oneself is a well-known way to become administrator.',
  falsePositives: [
    'An administrator writes a policy for administrators or for the deployment. The change request names it.',
    'Somebody sets a policy back after a change broke something. The older version was in force before.',
  ],
  runbook: [
    'Read the version that is in force now, and whom the policy is attached to.',
    'If it allows more than it should, set the former version as default and delete this one.',
    'Ask whoever called whether they hold the policy themselves. If they do and cannot explain it, disable their credentials.',
    'Read what the holders of the policy did since.',
  ],
  techniques: ['T1098.003'],
  controls: ['CIS 4.4', 'CloudWatch.4', 'IAM.1'],
  pattern: apiCalls({
    eventSource: 'iam.amazonaws.com',
    eventNames: ['CreatePolicy', 'CreatePolicyVersion', 'SetDefaultPolicyVersion'],
    // A document too large for a record is told by iam-oversized-request.
    detail: {
      requestParameters: { $or: [{ policyArn: [{ exists: true }] }, { policyName: [{ exists: true }] }] },
      ...SUCCEEDED,
    },
  }),
  reads: Reads,
  matches: (call) => isSwitch(call) || rightsIn(call) !== undefined,
  severityOf(call, settings) {
    const severity = isInForce(call) ? (rightsIn(call)?.severity ?? 'medium') : 'low';
    return severity === 'medium' && isDeployRole(call.actor, settings) ? 'low' : severity;
  },
  subject: policyOf,
  changes: ({ requestParameters: { policyDocument } }) => (policyDocument ? statementChanges(policyDocument) : []),
  summarize(call) {
    const policy = `the policy ${policyOf(call)}`;
    if (isSwitch(call)) {
      return `${call.who} switched ${policy} to the version ${call.requestParameters.versionId ?? 'of another day'}`;
    }
    const verb = call.eventName === 'CreatePolicy' ? 'created' : 'changed';
    const grants = isInForce(call) ? 'which grants' : 'in a version not yet in force, which grants';
    return `${call.who} ${verb} ${policy}, ${grants} ${rightsIn(call)?.described ?? 'other rights'}`;
  },
});

function isSwitch({ eventName }: Call<Reads>): boolean {
  return eventName === 'SetDefaultPolicyVersion';
}

function isInForce({ eventName, requestParameters }: Call<Reads>): boolean {
  return eventName !== 'CreatePolicyVersion' || requestParameters.setAsDefault === true;
}

function rightsIn({ requestParameters: { policyDocument } }: Call<Reads>) {
  return policyDocument && broadRightsOf(policyDocument);
}

function policyOf({ requestParameters: { policyArn, policyName } }: Call<Reads>): string {
  return policyArn ? policyNameOf(policyArn) : (policyName ?? 'unknown');
}
