import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { isLetIn } from '../reading/own-accounts.ts';
import { accountIn } from '../reading/receivers.ts';
import { Name, brief } from '../reading/text.ts';
import { type Settings } from '../settings.ts';

/** EKS writes what stood in the address of the call as it stood there: `arn%3Aaws%3Aiam…`. */
const Arn = z.lazy(() => z.string().transform((text) => brief(decoded(text))));
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not encoded
  }
}

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({ name: Name.nullish(), principalArn: Arn.nullish(), policyArn: Arn.nullish() })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/** Policies of EKS that make an administrator of the cluster, or of what runs in it. */
const ADMIN_POLICIES = new Set(['AmazonEKSAdminPolicy', 'AmazonEKSClusterAdminPolicy']);

/**
 * An IAM principal was let into a Kubernetes cluster.
 *
 * The entry alone grants little, the policy does; so an entry goes to the digest, unless it is for an account that is not ours.
 */
export const eksAccessGranted = defineDetection({
  id: 'eks-access-granted',
  title: 'Access to a Kubernetes cluster granted',
  severity: 'high',
  why: 'An administrator of the cluster reads every secret in it and takes over the roles of all that runs there. The cluster has no other fence.',
  falsePositives: [
    'A colleague or a pipeline gets access, as somebody announced.',
    'Infrastructure code sets up a cluster. Name its role in `deployRoles`.',
  ],
  runbook: [
    'Take the access policy or the entry back.',
    'Ask whoever called who the principal is and what for.',
    "Look in the cluster's audit log for what the principal did since: secrets read, pods started, roles bound.",
    'If nobody knows of it, disable the credentials of both, and change the secrets of the cluster.',
  ],
  techniques: ['T1098.006'],
  pattern: apiCalls({
    eventSource: 'eks.amazonaws.com',
    eventNames: ['AssociateAccessPolicy', 'CreateAccessEntry', 'DeleteAccessEntry', 'UpdateAccessEntry'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf(call, settings) {
    const isGrave = call.eventName !== 'DeleteAccessEntry' && (makesAdmin(call) || isStranger(call, settings));
    if (!isGrave) {
      return 'low';
    }
    return isDeployRole(call.actor, settings) ? 'medium' : 'high';
  },
  subject: ({ requestParameters }) => `the cluster ${requestParameters?.name ?? '(not named)'}`,
  summarize(call, settings) {
    const { name, principalArn } = call.requestParameters ?? {};
    const stranger = isStranger(call, settings) ? ` of the account ${accountIn(principalArn ?? '') ?? ''}` : '';
    const principal = `${principalArn?.split(':').at(-1) ?? 'somebody'}${stranger}`;
    return `${call.who} ${describeAct(call, principal)} the cluster ${name ?? '(not named)'}`;
  },
});

function describeAct(call: Call<Reads>, principal: string): string {
  switch (call.eventName) {
    case 'AssociateAccessPolicy':
      return `gave ${principal} the rights of ${policyOf(call) || 'a policy'} on`;
    case 'CreateAccessEntry':
      return `let ${principal} into`;
    case 'DeleteAccessEntry':
      return `took ${principal} out of`;
    default:
      return `changed the access of ${principal} to`;
  }
}

function makesAdmin(call: Call<Reads>): boolean {
  return ADMIN_POLICIES.has(policyOf(call));
}

function policyOf({ requestParameters }: Call<Reads>): string {
  return requestParameters?.policyArn?.split('/').at(-1) ?? '';
}

function isStranger({ requestParameters, account }: Call<Reads>, settings: Settings): boolean {
  const owner = accountIn(requestParameters?.principalArn ?? '');
  return owner !== undefined && !isLetIn(owner, account, settings);
}
