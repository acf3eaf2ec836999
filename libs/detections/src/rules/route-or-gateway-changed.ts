import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { firstOf } from '../reading/first-of.ts';
import { coversInternet } from '../reading/internet.ts';
import { describeAccounts, strangersAmong } from '../reading/receivers.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';

const Owner = z.lazy(() => z.object({ ownerId: Name.nullish() }).nullish());

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({
        routeTableId: Name.nullish(),
        destinationCidrBlock: Name.nullish(),
        destinationIpv6CidrBlock: Name.nullish(),
        gatewayId: Name.nullish(),
        instanceId: Name.nullish(),
        networkInterfaceId: Name.nullish(),
        internetGatewayId: Name.nullish(),
        customerGatewayId: Name.nullish(),
        vpcPeeringConnectionId: Name.nullish(),
        vpcId: Name.nullish(),
        associationId: Name.nullish(),
        peerOwnerId: Name.nullish(),
      })
      .nullish(),
    responseElements: z
      .object({
        internetGateway: z.object({ internetGatewayId: Name.nullish() }).nullish(),
        customerGateway: z.object({ customerGatewayId: Name.nullish() }).nullish(),
        vpcPeeringConnection: z.object({ requesterVpcInfo: Owner, accepterVpcInfo: Owner }).nullish(),
      })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

const ACTS: Readonly<Record<string, string>> = {
  AcceptVpcPeeringConnection: 'accepted the peering',
  AttachInternetGateway: 'attached an internet gateway to',
  CreateCustomerGateway: 'created the customer gateway',
  CreateInternetGateway: 'created the internet gateway',
  CreateRoute: 'added a route to',
  CreateRouteTable: 'created a route table in',
  CreateVpcPeeringConnection: 'asked for a peering of',
  DeleteCustomerGateway: 'deleted the customer gateway',
  DeleteInternetGateway: 'deleted the internet gateway',
  DeleteRoute: 'deleted a route of',
  DeleteRouteTable: 'deleted the route table',
  DeleteVpcPeeringConnection: 'deleted the peering',
  DetachInternetGateway: 'detached an internet gateway from',
  DisassociateRouteTable: 'took a subnet from its route table:',
  ReplaceRoute: 'changed a route of',
  ReplaceRouteTableAssociation: 'gave a subnet the route table',
};

/**
 * Where traffic goes was changed: routes, gateways, peerings.
 *
 * Told at once: a peering with an account that is not ours, a default route that is turned to the internet, and one through
 * a single machine, which then sees everything. The rest is how networks are built and goes to the digest.
 */
export const routeOrGatewayChanged = defineDetection({
  id: 'route-or-gateway-changed',
  title: 'Route, gateway or peering changed',
  severity: 'low',
  why: 'Routes decide what can reach the internet and which machine sees the traffic on its way. A peering joins the network to another, whoever that belongs to.',
  falsePositives: [
    'A network is built or rebuilt, mostly by infrastructure code. Name its role in `deployRoles`.',
    'A peering with another account of the company. Add it to `ownAccounts` in the settings.',
  ],
  runbook: [
    'Compare the route table with the infrastructure code, and put back what differs.',
    'Of a peering, ask whoever called whose the other account is; delete the peering if they do not know.',
    'Of a route through a machine, find out who runs it: it can read what passes.',
    'Look in the flow logs for traffic on the new way.',
  ],
  techniques: ['T1686.001'],
  controls: ['CIS 4.12', 'CIS 4.13', 'CloudWatch.12', 'CloudWatch.13'],
  pattern: apiCalls({ eventSource: 'ec2.amazonaws.com', eventNames: Object.keys(ACTS), detail: SUCCEEDED }),
  reads: Reads,
  severityOf: (call, settings) => (isNews(call, settings) && !isDeployRole(call.actor, settings) ? 'medium' : 'low'),
  subject: (call) => objectOf(call) ?? `the networks of ${call.account}`,
  summarize(call, settings) {
    const strangers = strangersIn(call, settings);
    const peer = strangers.length > 0 ? ` with ${describeAccounts(strangers)}` : '';
    const act = ACTS[call.eventName] ?? 'changed';
    return `${call.who} ${act} ${objectOf(call) ?? '(not named)'}${describeRoute(call)}${peer}`;
  },
});

function isNews(call: Call<Reads>, settings: Settings): boolean {
  return strangersIn(call, settings).length > 0 || isExposure(call);
}

/** A default route that is turned to the internet, or any that leads through one machine. */
function isExposure({ eventName, requestParameters }: Call<Reads>): boolean {
  const { destinationCidrBlock, destinationIpv6CidrBlock, gatewayId, instanceId, networkInterfaceId } =
    requestParameters ?? {};
  const isDefault = coversInternet(destinationCidrBlock ?? destinationIpv6CidrBlock ?? '');
  const turned = eventName === 'ReplaceRoute' && gatewayId?.startsWith('igw-') === true;
  return isDefault && (turned || Boolean(instanceId ?? networkInterfaceId));
}

/** The other side of a peering, where that is not ours. */
function strangersIn({ requestParameters, responseElements, account, eventName }: Call<Reads>, settings: Settings) {
  if (!/^(Accept|Create)VpcPeeringConnection$/.test(eventName)) {
    return [];
  }
  const { requesterVpcInfo, accepterVpcInfo } = responseElements?.vpcPeeringConnection ?? {};
  const owners = [requestParameters?.peerOwnerId, requesterVpcInfo?.ownerId, accepterVpcInfo?.ownerId];
  return strangersAmong(
    owners.flatMap((owner) => owner ?? []),
    account,
    settings,
  );
}

function objectOf({ requestParameters, responseElements }: Call<Reads>): string | undefined {
  const { routeTableId, vpcId, vpcPeeringConnectionId, ...others } = requestParameters ?? {};
  const made = responseElements?.internetGateway?.internetGatewayId;
  return firstOf(
    routeTableId,
    vpcId,
    vpcPeeringConnectionId,
    others.internetGatewayId,
    others.customerGatewayId,
    others.associationId,
    made ?? responseElements?.customerGateway?.customerGatewayId,
  );
}

function describeRoute({ requestParameters }: Call<Reads>): string {
  const { destinationCidrBlock, destinationIpv6CidrBlock, gatewayId, instanceId, networkInterfaceId } =
    requestParameters ?? {};
  const destination = destinationCidrBlock ?? destinationIpv6CidrBlock;
  const way = gatewayId ?? networkInterfaceId ?? instanceId ?? requestParameters?.vpcPeeringConnectionId;
  return destination ? `: ${destination}${way ? ` through ${way}` : ''}` : '';
}
