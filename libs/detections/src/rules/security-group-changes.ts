import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { firstOf } from '../reading/first-of.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({
        groupId: Name.nullish(),
        groupName: Name.nullish(),
        ModifySecurityGroupRulesRequest: z.object({ GroupId: Name.nullish() }).nullish(),
      })
      .nullish(),
    responseElements: z.object({ groupId: Name.nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

const ACTS: Readonly<Record<string, string>> = {
  AuthorizeSecurityGroupEgress: 'added an outbound rule to',
  AuthorizeSecurityGroupIngress: 'added an inbound rule to',
  CreateSecurityGroup: 'created',
  DeleteSecurityGroup: 'deleted',
  ModifySecurityGroupRules: 'changed the rules of',
  RevokeSecurityGroupEgress: 'removed an outbound rule from',
  RevokeSecurityGroupIngress: 'removed an inbound rule from',
};

/** A security group was changed in any way. What opens one to the internet is told by security-group-open-to-world. */
export const securityGroupChanges = defineDetection({
  id: 'security-group-changes',
  title: 'Security group changed',
  severity: 'info',
  digestOnly: true,
  why: 'Security groups decide who reaches which machine. Most changes are ordinary; the record of them is what an auditor asks for.',
  falsePositives: ['Controllers of clusters and load balancers edit groups all day. Suppress them by their role.'],
  runbook: [
    'Read the line: does the person know of the change, and does the group fit the purpose it is named for?',
    'If not, look at the rules of the group and at what uses it.',
    'Take the change back, and ask why it was made outside of the infrastructure code.',
  ],
  techniques: ['T1686.001'],
  controls: ['CIS 4.10', 'CloudWatch.10'],
  pattern: apiCalls({ eventSource: 'ec2.amazonaws.com', eventNames: Object.keys(ACTS), detail: SUCCEEDED }),
  reads: Reads,
  subject: groupOf,
  summarize: (call) => `${call.who} ${ACTS[call.eventName] ?? 'changed'} the security group ${groupOf(call)}`,
});

/** A group that is created has an id only in the answer, a name only in the request. */
function groupOf({ requestParameters, responseElements }: Call<Reads>): string {
  const { groupId, groupName: name, ModifySecurityGroupRulesRequest: modified } = requestParameters ?? {};
  const id = firstOf(groupId, modified?.GroupId, responseElements?.groupId);
  return id && name ? `${id} (${name})` : (id ?? name ?? '(not named)');
}
