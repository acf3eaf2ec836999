import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { Name } from '../reading/text.ts';

const QUARANTINE = 'AWSCompromisedKeyQuarantine';

const Reads = z.lazy(() => z.object({ requestParameters: z.object({ userName: Name }) }));
type Reads = z.infer<typeof Reads>;

/**
 * AWS found a key of a user in public, and took its most dangerous rights away; or somebody gave them back.
 *
 * AWS calls in the user's own name or as a service, and attaches the policy or, formerly, wrote it into the user. Where
 * the key was found, AWS Health tells. Nothing is stopped by this: the key still works for all the rest.
 */
export const compromisedKeyQuarantined = defineDetection({
  id: 'compromised-key-quarantined',
  title: 'Leaked access key quarantined by AWS',
  severity: 'critical',
  why: 'An access key of this user stands in public, a repository mostly, and whoever found it first may have used it already. The quarantine only slows them down.',
  falsePositives: [
    'The key is old and was rotated, or leaked in a drill. It is still in public: delete it.',
    'The policy is taken off after the key was replaced. The key that leaked should be gone by then.',
  ],
  runbook: [
    'Deactivate every access key of the user now, and delete them when nothing breaks.',
    'Look in CloudTrail for what the keys did, in every region, since they were made public: AWS Health says where and when.',
    'Look for what was left behind: users, keys, roles, instances, functions, in regions you do not use.',
    'Take the key out of where it was found, its history included, and replace it by a role.',
    'Leave the quarantine policy attached until all of this is done.',
  ],
  techniques: ['T1552.001', 'T1078.004'],
  pattern: apiCalls({
    eventSource: 'iam.amazonaws.com',
    eventNames: ['AttachUserPolicy', 'DeleteUserPolicy', 'DetachUserPolicy', 'PutUserPolicy'],
    detail: {
      requestParameters: {
        $or: [{ policyArn: [{ wildcard: `*/${QUARANTINE}*` }] }, { policyName: [{ prefix: QUARANTINE }] }],
      },
      ...SUCCEEDED,
    },
  }),
  reads: Reads,
  services: 'told',
  severityOf({ eventName, actor, service }) {
    if (service !== undefined && actor.kind !== 'aws-service') {
      return 'low'; // a stack that somebody deploys, not AWS of itself
    }
    return isQuarantine({ eventName }) ? 'critical' : 'high';
  },
  subject: ({ requestParameters: { userName } }) => `user ${userName}`,
  summarize: (call) => {
    const { userName } = call.requestParameters;
    return isQuarantine(call)
      ? `an access key of the user ${userName} leaked, and AWS put the user into quarantine`
      : `${call.who} took the user ${userName} out of the quarantine for leaked keys`;
  },
});

function isQuarantine({ eventName }: Pick<Call<Reads>, 'eventName'>): boolean {
  return eventName === 'AttachUserPolicy' || eventName === 'PutUserPolicy';
}
