import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { IamPrincipal, describePrincipal } from '../reading/iam-principal.ts';
import { isAdminPolicy, policyNameOf } from '../reading/managed-policy.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({ requestParameters: IamPrincipal.extend({ permissionsBoundary: Name.nullish() }) }),
);
type Reads = z.infer<typeof Reads>;

/**
 * The limit on a user's or role's rights was taken away, or replaced by one that limits nothing.
 *
 * A boundary that replaces another may be wider or narrower: which, the record does not say, so a person's change goes to the
 * digest, and a deploy role's nowhere.
 */
export const iamPermissionsBoundaryRemoved = defineDetection({
  id: 'iam-permissions-boundary-removed',
  title: 'Permissions boundary removed or replaced',
  severity: 'high',
  why: 'The boundary is what keeps those who may create roles and policies from becoming administrators. Without it, they can.',
  falsePositives: [
    'A role outgrew its boundary, and an administrator took it off on purpose. The change request names it.',
    'Infrastructure code moves roles to another boundary. Add the role it runs with to `deployRoles` in the settings.',
  ],
  runbook: [
    'Put the boundary back: the infrastructure code, or AWS Config, says which it was.',
    'Ask whoever called why it had to go. If there is no good answer, disable their credentials.',
    'Read what the user or role did since, most of all on IAM.',
  ],
  techniques: ['T1098.003'],
  pattern: apiCalls({
    eventSource: 'iam.amazonaws.com',
    eventNames: [
      'DeleteRolePermissionsBoundary',
      'DeleteUserPermissionsBoundary',
      'PutRolePermissionsBoundary',
      'PutUserPermissionsBoundary',
    ],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call, settings) => limitsNothing(call) || !isDeployRole(call.actor, settings),
  severityOf: (call) => (limitsNothing(call) ? 'high' : 'low'),
  subject: ({ requestParameters }) => describePrincipal(requestParameters),
  summarize(call) {
    const { who, requestParameters } = call;
    const principal = describePrincipal(requestParameters);
    return isRemoval(call)
      ? `${who} took the permissions boundary off the ${principal}`
      : `${who} set the permissions boundary of the ${principal} to ${policyNameOf(requestParameters.permissionsBoundary ?? 'another')}`;
  },
});

function isRemoval({ eventName }: Call<Reads>): boolean {
  return eventName.startsWith('Delete');
}

function limitsNothing(call: Call<Reads>): boolean {
  return isRemoval(call) || isAdminPolicy(call.requestParameters.permissionsBoundary ?? '');
}
