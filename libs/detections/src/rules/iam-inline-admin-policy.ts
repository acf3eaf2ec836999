import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { broadRightsOf } from '../reading/broad-rights.ts';
import { statementChanges } from '../reading/changes.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { IamPrincipal, describePrincipal } from '../reading/iam-principal.ts';
import { Policy } from '../reading/policy.ts';
import { Name } from '../reading/text.ts';

const Request = IamPrincipal.extend({ policyName: Name, policyDocument: Policy });

/**
 * A user, role or group was given wide rights by a policy written for it alone.
 *
 * Inline policies do not show among the account's policies, which is why intruders prefer them. Every stack puts some, so the
 * name of the call says nothing and the document everything.
 */
export const iamInlineAdminPolicy = defineDetection({
  id: 'iam-inline-admin-policy',
  title: 'Inline policy grants administrator rights',
  severity: 'high',
  why: 'Whoever holds this user, role or group can do everything in the account now, or give themselves the right to. An inline policy hides that well.',
  falsePositives: [
    'An administrator sets up a role for other administrators or for the deployment. The change request names it.',
    'A tool writes wide policies for the roles it manages. Narrow them, or suppress it by role.',
  ],
  runbook: [
    'Ask whoever called why this principal needs these rights.',
    'If there is no good answer, delete the inline policy and disable the credentials of both.',
    'Read what the principal did since, and what the caller did in the hour before.',
    'Give what is needed by a managed policy that names actions and resources.',
  ],
  techniques: ['T1098.003'],
  controls: ['CIS 4.4', 'CloudWatch.4'],
  pattern: apiCalls({
    eventSource: 'iam.amazonaws.com',
    eventNames: ['PutGroupPolicy', 'PutRolePolicy', 'PutUserPolicy'],
    // One too large for a record is told by iam-oversized-request.
    detail: { requestParameters: { policyDocument: [{ exists: true }] }, ...SUCCEEDED },
  }),
  reads: z.object({ requestParameters: Request }),
  matches: ({ requestParameters: { policyDocument } }) => broadRightsOf(policyDocument) !== undefined,
  severityOf({ actor, requestParameters: { policyDocument } }, settings) {
    const { severity = 'high' } = broadRightsOf(policyDocument) ?? {};
    return severity === 'medium' && isDeployRole(actor, settings) ? 'low' : severity;
  },
  subject: ({ requestParameters }) => describePrincipal(requestParameters),
  changes: ({ requestParameters }) => statementChanges(requestParameters.policyDocument),
  summarize({ who, requestParameters }) {
    const { policyName, policyDocument } = requestParameters;
    const { described = 'rights' } = broadRightsOf(policyDocument) ?? {};
    return `${who} gave the ${describePrincipal(requestParameters)} ${described}, by the inline policy ${policyName}`;
  },
});
