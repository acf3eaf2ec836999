import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { openingChanges } from '../reading/changes.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { describePorts, exposesSensitivePort } from '../reading/exposed-ports.ts';
import { Flag } from '../reading/flag.ts';
import { type Opening } from '../reading/ingress.ts';
import { coversInternet } from '../reading/internet.ts';
import { Name } from '../reading/text.ts';
import { WholeNumber } from '../reading/whole-number.ts';

const Entry = z.lazy(() =>
  z.object({
    networkAclId: Name.nullish(),
    vpcId: Name.nullish(),
    egress: Flag,
    ruleAction: z.string().nullish(),
    aclProtocol: z.union([z.string(), z.int().transform(String)]).nullish(),
    portRange: z.object({ from: WholeNumber, to: WholeNumber }).nullish(),
    cidrBlock: z.string().nullish(),
    ipv6CidrBlock: z.string().nullish(),
  }),
);

const Reads = z.lazy(() => z.object({ requestParameters: Entry.nullish() }));
type Reads = z.infer<typeof Reads>;

const ACTS: Readonly<Record<string, string>> = {
  CreateNetworkAcl: 'created',
  CreateNetworkAclEntry: 'added a rule to',
  DeleteNetworkAcl: 'deleted',
  DeleteNetworkAclEntry: 'deleted a rule of',
  ReplaceNetworkAclAssociation: 'put a subnet under',
  ReplaceNetworkAclEntry: 'changed a rule of',
};

/**
 * A network ACL lets the whole internet reach everything, or a port to administer machines by or a database; or it was changed.
 *
 * An ACL keeps no state, so answers come in by a rule of their own, for tens of thousands of high ports. That rule is ordinary;
 * so are rules for the web. They and all other changes go to the digest.
 */
export const networkAclOpen = defineDetection({
  id: 'network-acl-open',
  title: 'Network ACL opened to the internet or changed',
  severity: 'medium',
  why: 'A network ACL is the fence around a whole subnet, behind every security group. Open, one wrong group is enough to expose a machine.',
  falsePositives: [
    'A subnet for load balancers, whose security groups do the filtering. Suppress it by its ACL.',
    'The default ACL of a new network lets everything in, and infrastructure code writes that out.',
  ],
  runbook: [
    'Compare the rules of the ACL with those of the other subnets of this kind, and remove what is not needed.',
    'List the machines of its subnets, and which security groups let in the same addresses.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials.',
    'Look in the flow logs for connections that were let in since.',
  ],
  techniques: ['T1686.001'],
  controls: ['CIS 4.11', 'CloudWatch.11', 'EC2.21'],
  pattern: apiCalls({ eventSource: 'ec2.amazonaws.com', eventNames: Object.keys(ACTS), detail: SUCCEEDED }),
  reads: Reads,
  severityOf: (call, settings) => (exposureIn(call) && !isDeployRole(call.actor, settings) ? 'medium' : 'low'),
  subject: aclOf,
  changes: (call) =>
    openingChanges(
      [exposureIn(call)].flatMap((exposure) => exposure ?? []),
      'inbound rule',
    ),
  summarize(call) {
    const exposure = exposureIn(call);
    return exposure
      ? `${call.who} opened ${describePorts([exposure])} of the network ACL ${aclOf(call)} to the internet`
      : `${call.who} ${ACTS[call.eventName] ?? 'changed'} the network ACL ${aclOf(call)}`;
  },
});

function exposureIn({ requestParameters }: Call<Reads>): Opening | undefined {
  if (requestParameters?.ruleAction !== 'allow' || requestParameters.egress === true) {
    return undefined;
  }
  const opening = openingOf(requestParameters);
  const isExposure = coversInternet(opening.cidr) && exposesSensitivePort(opening) && !letsAnswersIn(opening);
  return isExposure ? opening : undefined;
}

function openingOf({ aclProtocol, portRange, cidrBlock, ipv6CidrBlock }: z.infer<typeof Entry>): Opening {
  return {
    cidr: cidrBlock ?? ipv6CidrBlock ?? '',
    protocol: aclProtocol ?? undefined,
    fromPort: portRange?.from ?? undefined,
    toPort: portRange?.to ?? undefined,
  };
}

/** The lowest port that systems use for their own end of a connection. */
const FIRST_ANSWER_PORT = 1_024;
const FEWEST_ANSWER_PORTS = 10_000;

function letsAnswersIn({ fromPort = 0, toPort = 0 }: Opening): boolean {
  return fromPort >= FIRST_ANSWER_PORT && toPort - fromPort >= FEWEST_ANSWER_PORTS;
}

function aclOf({ requestParameters }: Call<Reads>): string {
  return (
    requestParameters?.networkAclId ?? (requestParameters?.vpcId ? `of ${requestParameters.vpcId}` : '(not named)')
  );
}
