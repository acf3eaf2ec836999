import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { soundsLikeAdmin } from '../reading/telling-name.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    userIdentity: z.object({ userName: z.string().nullish() }).nullish(),
    requestParameters: z.object({ userName: Name, groupName: Name }),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * A user was put into a group, and has the group's rights from now on.
 *
 * What those are is not in the record. Who adds themselves takes rights they were not given; a group named for
 * administrators is worth a question; the rest is a line in the digest.
 */
export const iamUserAddedToGroup = defineDetection({
  id: 'iam-user-added-to-group',
  title: 'User added to a group',
  severity: 'low',
  why: 'The user has all rights of the group now. Adding oneself to a stronger group is among the simplest ways to become administrator.',
  falsePositives: [
    'A colleague joins a team and is put into its group. The user can say who asked for it.',
    'Infrastructure code manages the groups. Add the role it runs with to `deployRoles` in the settings.',
  ],
  runbook: [
    'Look at what the group may do, and whether the user should.',
    'If somebody added themselves, ask why. If there is no good answer, take them out and disable their credentials.',
    'Read what the user did since.',
  ],
  techniques: ['T1098.003'],
  pattern: apiCalls({ eventSource: 'iam.amazonaws.com', eventNames: ['AddUserToGroup'], detail: SUCCEEDED }),
  reads: Reads,
  severityOf(call, settings) {
    if (isThemselves(call)) {
      return 'high';
    }
    const { groupName } = call.requestParameters;
    const isAdmin = soundsLikeAdmin(groupName) || /security/i.test(groupName);
    return isAdmin && !isDeployRole(call.actor, settings) ? 'medium' : 'low';
  },
  subject: ({ requestParameters: { userName } }) => `user ${userName}`,
  summarize(call) {
    const { userName, groupName } = call.requestParameters;
    return `${call.who} added ${isThemselves(call) ? 'themselves' : `the user ${userName}`} to the group ${groupName}`;
  },
});

function isThemselves({ actor, userIdentity, requestParameters }: Call<Reads>): boolean {
  return actor.kind === 'iam-user' && requestParameters.userName === userIdentity?.userName;
}
