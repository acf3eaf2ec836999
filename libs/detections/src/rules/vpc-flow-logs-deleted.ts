import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { deleting, describeAct } from '../reading/act.ts';
import { listed, oneOrMany } from '../reading/lists.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { Name } from '../reading/text.ts';

const FlowLogId = z.lazy(() => z.union([Name, z.object({ content: Name }).transform(({ content }) => content)]));
const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({ DeleteFlowLogsRequest: z.object({ FlowLogId: oneOrMany(FlowLogId).nullish() }).nullish() })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * The log of a network's traffic was deleted, or somebody tried to and was denied.
 *
 * There is no way to stop a flow log but to delete it, and no ordinary reason to. The denied attempt counts as with a trail, and
 * weighs less.
 */
export const vpcFlowLogsDeleted = defineDetection({
  id: 'vpc-flow-logs-deleted',
  title: 'VPC flow logs deleted',
  severity: 'high',
  why: 'Flow logs say which machine talked to whom, and how much it sent. Without them data leaves unseen.',
  falsePositives: ['A network is taken down, or its logs go to another place. The change request says so.'],
  runbook: [
    'Create the flow logs again, for the same networks and the same destination.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Look at what runs in those networks for connections to places it does not talk to.',
    'Read what the same principal did in the hour before.',
  ],
  techniques: ['T1685.002'],
  controls: ['EC2.6'],
  pattern: apiCalls({ eventSource: 'ec2.amazonaws.com', eventNames: ['DeleteFlowLogs'] }),
  reads: Reads,
  services: 'told',
  matches: ({ outcome }) => outcome.kind !== 'failed',
  severityOf(call, settings) {
    if (isOrdinaryChange(call, settings)) {
      return 'low';
    }
    return call.outcome.kind === 'denied' ? 'medium' : 'high';
  },
  subject: (call) => flowLogsIn(call)[0] ?? `flow logs of ${call.account} in ${call.region}`,
  summarize(call) {
    const ids = flowLogsIn(call);
    return describeAct(call, deleting('high'), ids.length === 0 ? 'VPC flow logs' : `the VPC flow logs ${listed(ids)}`);
  },
});

function flowLogsIn({ requestParameters }: Call<Reads>): readonly string[] {
  return requestParameters?.DeleteFlowLogsRequest?.FlowLogId ?? [];
}
