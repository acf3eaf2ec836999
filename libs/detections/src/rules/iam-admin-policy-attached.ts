import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { IamPrincipal, describePrincipal } from '../reading/iam-principal.ts';
import { ADMIN_POLICIES, policyNameOf } from '../reading/managed-policy.ts';
import { Name } from '../reading/text.ts';

const Request = IamPrincipal.extend({ policyArn: Name });

/**
 * A user, role or group was given a policy that means every right, or the right to give oneself every right.
 *
 * PowerUserAccess cannot touch IAM, so it weighs less.
 */
export const iamAdminPolicyAttached = defineDetection({
  id: 'iam-admin-policy-attached',
  title: 'Administrator policy attached',
  severity: 'high',
  why: 'Whoever holds this user, role or group may now do everything in the account, undoing every other safeguard included.',
  falsePositives: [
    'An administrator sets up a role for other administrators or for the deployment. The change request names it.',
  ],
  runbook: [
    'Ask whoever called why this principal needs every right.',
    'If there is no good answer, detach the policy and disable the credentials of both.',
    'Read what the principal did since, and what the caller did in the hour before.',
    'Give what is needed by a policy of its own, or for a limited time.',
  ],
  techniques: ['T1098.003'],
  controls: ['CIS 4.4', 'CloudWatch.4'],
  pattern: apiCalls({
    eventSource: 'iam.amazonaws.com',
    eventNames: ['AttachGroupPolicy', 'AttachRolePolicy', 'AttachUserPolicy'],
    detail: { requestParameters: { policyArn: ADMIN_POLICIES.map((name) => ({ suffix: `/${name}` })) }, ...SUCCEEDED },
  }),
  reads: z.object({ requestParameters: Request }),
  severityOf: ({ requestParameters }) =>
    policyNameOf(requestParameters.policyArn) === 'PowerUserAccess' ? 'medium' : 'high',
  subject: ({ requestParameters }) => describePrincipal(requestParameters),
  summarize: ({ who, requestParameters }) =>
    `${who} attached ${policyNameOf(requestParameters.policyArn)} to the ${describePrincipal(requestParameters)}`,
});
