import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { routeOrGatewayChanged } from './route-or-gateway-changed.ts';

const route = (call: 'CreateRoute' | 'ReplaceRoute', to: object) =>
  recordOf(`ec2:${call}`, { routeTableId: 'rtb-0f1e', destinationCidrBlock: '0.0.0.0/0', ...to });
const turned = route('ReplaceRoute', { gatewayId: 'igw-0f1e' });
const peering = (peerOwnerId?: string) =>
  recordOf('ec2:CreateVpcPeeringConnection', { vpcId: 'vpc-0f1e', peerVpcId: 'vpc-9999', peerOwnerId });
const accepted = (ownerId: string) =>
  recordOf(
    'ec2:AcceptVpcPeeringConnection',
    { vpcPeeringConnectionId: 'pcx-0f1e' },
    {
      responseElements: {
        vpcPeeringConnection: {
          vpcPeeringConnectionId: 'pcx-0f1e',
          requesterVpcInfo: { ownerId, vpcId: 'vpc-9999' },
          accepterVpcInfo: { ownerId: '111122223333', vpcId: 'vpc-0f1e' },
        },
      },
    },
  );

describeDetection(routeOrGatewayChanged, {
  settings: { ownAccounts: ['777788889999'], deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a default route that is turned to the internet': {
      event: turned,
      severity: 'medium',
      summary: 'ana (IAM user) changed a route of rtb-0f1e: 0.0.0.0/0 through igw-0f1e',
      subject: 'rtb-0f1e',
    },
    'a default route that a role for deployments turns to the internet': {
      event: by(callers.deploy, turned),
      summary: 'build-77 (role deploy) changed a route of rtb-0f1e: 0.0.0.0/0 through igw-0f1e',
    },
    'a default route through one machine': {
      event: route('CreateRoute', { networkInterfaceId: 'eni-0f1e' }),
      severity: 'medium',
      summary: 'ana (IAM user) added a route to rtb-0f1e: 0.0.0.0/0 through eni-0f1e',
    },
    'a peering that a stranger asked for': {
      event: accepted('444455556666'),
      severity: 'medium',
      summary: 'ana (IAM user) accepted the peering pcx-0f1e with the account 444455556666',
      subject: 'pcx-0f1e',
    },
    'a peering with a stranger': {
      event: peering('444455556666'),
      severity: 'medium',
      summary: 'ana (IAM user) asked for a peering of vpc-0f1e with the account 444455556666',
    },
    'a peering with an account of our own': {
      event: accepted('777788889999'),
      summary: 'ana (IAM user) accepted the peering pcx-0f1e',
    },
    'a peering inside the account': {
      event: peering(),
      summary: 'ana (IAM user) asked for a peering of vpc-0f1e',
    },
    'a default route of a new subnet': {
      event: route('CreateRoute', { gatewayId: 'igw-0f1e' }),
      summary: 'ana (IAM user) added a route to rtb-0f1e: 0.0.0.0/0 through igw-0f1e',
    },
    'a route to one network': {
      event: route('ReplaceRoute', { destinationCidrBlock: '10.1.0.0/16', networkInterfaceId: 'eni-0f1e' }),
      summary: 'ana (IAM user) changed a route of rtb-0f1e: 10.1.0.0/16 through eni-0f1e',
    },
    'a gateway': {
      event: recordOf('ec2:AttachInternetGateway', { internetGatewayId: 'igw-0f1e', vpcId: 'vpc-0f1e' }),
      summary: 'ana (IAM user) attached an internet gateway to vpc-0f1e',
    },
    'a new gateway, which only the answer names': {
      event: recordOf(
        'ec2:CreateInternetGateway',
        {},
        {
          responseElements: { internetGateway: { internetGatewayId: 'igw-0f1e' } },
        },
      ),
      summary: 'ana (IAM user) created the internet gateway igw-0f1e',
    },
    'a gateway of a record without parameters': {
      event: recordOf('ec2:CreateInternetGateway', null),
      summary: 'ana (IAM user) created the internet gateway (not named)',
      subject: 'the networks of 111122223333',
    },
  },
  ignores: {
    'the look at routes': { ...turned, eventName: 'DescribeRouteTables' },
    'a route of another service': { ...turned, eventSource: 'apigateway.amazonaws.com' },
    'a call that was denied': denied(turned, { errorCode: 'Client.UnauthorizedOperation' }),
  },
});
