import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { ec2Request } from '../reading/ec2-request.ts';
import { listed, oneOrMany } from '../reading/lists.ts';
import { Name } from '../reading/text.ts';

/** One of a list, as EC2's newer calls write it. */
const Listed = z.lazy(() => z.object({ content: Name }).transform(({ content }) => content));

const Reads = z.lazy(() =>
  z.object({
    requestParameters: ec2Request(
      z
        .object({
          vpcId: Name.nullish(),
          cidrBlock: Name.nullish(),
          vpcEndpointId: z.union([Name.transform((id) => [id]), oneOrMany(Listed)]).nullish(),
          serviceName: Name.nullish(),
          vpcPeeringConnectionId: Name.nullish(),
        })
        .nullish(),
    ),
    responseElements: z.object({ vpc: z.object({ vpcId: Name.nullish() }).nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

const ACTS: Readonly<Record<string, string>> = {
  CreateVpc: 'created the network',
  CreateVpcEndpoint: 'created an endpoint in the network',
  DeleteVpc: 'deleted the network',
  DeleteVpcEndpoints: 'deleted the endpoint',
  ModifyVpcAttribute: 'changed the network',
  ModifyVpcEndpoint: 'changed the endpoint',
  RejectVpcPeeringConnection: 'rejected the peering',
};

/** A virtual network was created, deleted or changed. Its routes, gateways and peerings have a detection of their own. */
export const vpcChanged = defineDetection({
  id: 'vpc-changed',
  title: 'Virtual network created, deleted or changed',
  severity: 'info',
  digestOnly: true,
  why: 'Networks change seldom, and with a plan. One that nobody knows of may be where an intruder puts machines.',
  falsePositives: ['A network is built by a person on purpose, in a test account for instance.'],
  runbook: [
    'Read the line: does the person know of it, and is the region one you use?',
    'If not, look at what runs in the network, and at what else the same principal did.',
    'Put the network into the infrastructure code, or delete it.',
  ],
  techniques: ['T1686.001'],
  controls: ['CIS 4.14', 'CloudWatch.14'],
  pattern: apiCalls({ eventSource: 'ec2.amazonaws.com', eventNames: Object.keys(ACTS), detail: SUCCEEDED }),
  reads: Reads,
  subject: objectOf,
  summarize: (call) => `${call.who} ${ACTS[call.eventName] ?? 'changed'} ${objectOf(call)}`,
});

function objectOf({ requestParameters, responseElements, account }: Call<Reads>): string {
  const { vpcId, vpcEndpointId, vpcPeeringConnectionId, cidrBlock } = requestParameters ?? {};
  const endpoints = vpcEndpointId ? listed(vpcEndpointId) : undefined;
  const network = vpcId ?? responseElements?.vpc?.vpcId;
  return network ?? endpoints ?? vpcPeeringConnectionId ?? cidrBlock ?? `(not named) of ${account}`;
}
