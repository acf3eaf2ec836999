import { policyDocumentOf } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { broadRightsOf } from '../reading/broad-rights.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { IamPrincipal, describePrincipal } from '../reading/iam-principal.ts';
import { isAdminPolicy, isQuarantine, policyNameOf } from '../reading/managed-policy.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: IamPrincipal.extend({
      policyArn: Name.nullish(),
      policyName: Name.nullish(),
      versionId: Name.nullish(),
      policyDocument: z.unknown().optional(),
    }),
  }),
);
type Reads = z.infer<typeof Reads>;

/** What the call did to the policy, and how its holder follows, where the call names one. */
const VERBS: Readonly<Record<string, readonly [did: string, holder: string]>> = {
  AttachGroupPolicy: ['attached', 'to'],
  AttachRolePolicy: ['attached', 'to'],
  AttachUserPolicy: ['attached', 'to'],
  CreatePolicy: ['created', 'for'],
  CreatePolicyVersion: ['wrote a version of', 'for'],
  DeleteGroupPolicy: ['deleted', 'from'],
  DeletePolicy: ['deleted', 'from'],
  DeletePolicyVersion: ['deleted a version of', 'from'],
  DeleteRolePolicy: ['deleted', 'from'],
  DeleteUserPolicy: ['deleted', 'from'],
  DetachGroupPolicy: ['detached', 'from'],
  DetachRolePolicy: ['detached', 'from'],
  DetachUserPolicy: ['detached', 'from'],
  PutGroupPolicy: ['wrote', 'into'],
  PutRolePolicy: ['wrote', 'into'],
  PutUserPolicy: ['wrote', 'into'],
};

/**
 * Any other change of an IAM policy, for the record: CIS wants each of them noticed.
 *
 * Straight to the digest. What grants wide rights, or concerns a leaked key, has detections of its own and is not told twice; what
 * a deploy role changes stands in the code it deploys.
 */
export const iamPolicyChanges = defineDetection({
  id: 'iam-policy-changes',
  title: 'IAM policy changed',
  severity: 'info',
  digestOnly: true,
  why: 'Rights that change by hand drift away from what was reviewed. One change means little; a list of them shows a habit, or a stranger.',
  falsePositives: [
    'Most of these are ordinary work. Add the roles that infrastructure code runs with to `deployRoles` in the settings.',
  ],
  runbook: [
    'Look for names you do not know, and for changes nobody asked for.',
    'Compare with the infrastructure code: what is changed by hand there is undone by the next deployment.',
    'If a change looks wrong, read what the same principal did that day.',
  ],
  techniques: ['T1098.003'],
  controls: ['CIS 4.4', 'CloudWatch.4'],
  pattern: apiCalls({
    eventSource: 'iam.amazonaws.com',
    eventNames: Object.keys(VERBS),
    // One too large for a record is told by iam-oversized-request.
    detail: {
      requestParameters: { $or: [{ policyArn: [{ exists: true }] }, { policyName: [{ exists: true }] }] },
      ...SUCCEEDED,
    },
  }),
  reads: Reads,
  matches: (call, settings) => !isDeployRole(call.actor, settings) && !isToldElsewhere(call),
  subject: ({ requestParameters }) => holderOf(requestParameters) ?? `policy ${policyOf(requestParameters)}`,
  summarize({ who, eventName, requestParameters }) {
    const [did, preposition] = VERBS[eventName] ?? ['changed', 'of'];
    const holder = holderOf(requestParameters);
    const policy = `the policy ${policyOf(requestParameters)}`;
    return `${who} ${did} ${policy}${holder === undefined ? '' : ` ${preposition} the ${holder}`}`;
  },
});

function isToldElsewhere({ eventName, requestParameters }: Call<Reads>): boolean {
  const { policyArn, policyName, policyDocument } = requestParameters;
  if (isQuarantine(policyArn ?? policyName ?? '')) {
    return true;
  }
  if (eventName.startsWith('Attach')) {
    return isAdminPolicy(policyArn ?? '');
  }
  const reading = policyDocumentOf(policyDocument);
  return reading.kind === 'policy' && broadRightsOf(reading.policy) !== undefined;
}

function policyOf({ policyArn, policyName }: Reads['requestParameters']): string {
  return policyArn ? policyNameOf(policyArn) : (policyName ?? 'unknown');
}

function holderOf(requestParameters: Reads['requestParameters']): string | undefined {
  const { userName, roleName, groupName } = requestParameters;
  return userName || roleName || groupName ? describePrincipal(requestParameters) : undefined;
}
