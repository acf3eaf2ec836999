import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { Name } from '../reading/text.ts';

/** The end of the ARN: the start differs between partitions, and a policy of one's own may borrow the name. */
const POLICIES = ['AdministratorAccess', 'IAMFullAccess', 'PowerUserAccess'];

const Request = z.object({
  policyArn: Name,
  userName: Name.nullish(),
  roleName: Name.nullish(),
  groupName: Name.nullish(),
});
type Request = z.infer<typeof Request>;

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
    detail: { requestParameters: { policyArn: POLICIES.map((name) => ({ suffix: `/${name}` })) }, ...SUCCEEDED },
  }),
  reads: z.object({ requestParameters: Request }),
  severityOf: ({ requestParameters }) => (policyOf(requestParameters) === 'PowerUserAccess' ? 'medium' : 'high'),
  subject: ({ requestParameters }) => receiverOf(requestParameters),
  summarize: ({ who, requestParameters }) =>
    `${who} attached ${policyOf(requestParameters)} to the ${receiverOf(requestParameters)}`,
});

function policyOf({ policyArn }: Request): string {
  return policyArn.split('/').at(-1) ?? policyArn;
}

function receiverOf({ userName, roleName, groupName }: Request): string {
  if (userName) {
    return `user ${userName}`;
  }
  return roleName ? `role ${roleName}` : `group ${groupName ?? 'unknown'}`;
}
