import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { ec2Request } from '../reading/ec2-request.ts';
import { soundsLikeAdmin } from '../reading/telling-name.ts';
import { Name } from '../reading/text.ts';

const Request = ec2Request(
  z.object({
    instanceId: Name.nullish(),
    iamInstanceProfile: z.object({ Arn: Name.nullish(), Name: Name.nullish() }).nullish(),
    // Of IAM's own call, which puts a role into a profile.
    instanceProfileName: Name.nullish(),
    roleName: Name.nullish(),
  }),
);
/** A call that replaces a profile names the instance in the answer alone. */
const Response = z.lazy(() =>
  z
    .object({
      ReplaceIamInstanceProfileAssociationResponse: z
        .object({ iamInstanceProfileAssociation: z.object({ instanceId: Name.nullish() }).nullish() })
        .nullish(),
    })
    .nullish()
    .transform((response) => response?.ReplaceIamInstanceProfileAssociationResponse?.iamInstanceProfileAssociation),
);

const Reads = z.lazy(() => z.object({ requestParameters: Request, responseElements: Response }));
type Reads = z.infer<typeof Reads>;

/**
 * A running instance was given the rights of a role, or a profile another role.
 *
 * Whoever can log in to the instance then has these rights: a way to more of them that needs no change of any policy.
 * The console makes a profile of the role's own name for each role of EC2: that alone says nothing.
 */
export const iamInstanceProfileChanged = defineDetection({
  id: 'iam-instance-profile-changed',
  title: 'Instance given another role',
  severity: 'medium',
  why: 'Everybody who can run commands on the instance has the rights of this role now, and can take its credentials elsewhere.',
  falsePositives: [
    'An instance that was started without a role gets one, for Systems Manager say.',
    'Infrastructure code changes the role. Add the role it runs with to `deployRoles` in the settings.',
  ],
  runbook: [
    'Compare the rights of the role with what the instance is for.',
    'Ask whoever called whether they can log in to the instance, and why it needs the role.',
    'If there is no good answer, replace the profile by the former one and end the sessions of the role.',
    'Look for calls of the role that came from elsewhere than the instance.',
  ],
  techniques: ['T1098.003'],
  pattern: apiCalls({
    eventSource: ['ec2.amazonaws.com', 'iam.amazonaws.com'],
    eventNames: ['AddRoleToInstanceProfile', 'AssociateIamInstanceProfile', 'ReplaceIamInstanceProfileAssociation'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call) => call.requestParameters.roleName !== profileOf(call),
  severityOf(call, settings) {
    const { roleName } = call.requestParameters;
    if (isDeployRole(call.actor, settings)) {
      return 'low';
    }
    if (soundsLikeAdmin(roleName ?? profileOf(call))) {
      return 'high';
    }
    return roleName ? 'low' : 'medium';
  },
  subject: objectOf,
  summarize(call) {
    const { roleName } = call.requestParameters;
    const gift = roleName ? `role ${roleName}` : `instance profile ${profileOf(call)}`;
    return `${call.who} gave the ${objectOf(call)} the ${gift}`;
  },
});

function objectOf(call: Call<Reads>): string {
  const { requestParameters: request, responseElements: association } = call;
  return request.roleName
    ? `instance profile ${profileOf(call)}`
    : `instance ${request.instanceId ?? association?.instanceId ?? 'unknown'}`;
}

function profileOf({ requestParameters: { iamInstanceProfile, instanceProfileName } }: Call<Reads>): string {
  return instanceProfileName ?? iamInstanceProfile?.Arn?.split('/').at(-1) ?? iamInstanceProfile?.Name ?? 'unknown';
}
