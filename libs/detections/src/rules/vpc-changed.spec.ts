import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { vpcChanged } from './vpc-changed.ts';

const created = recordOf(
  'ec2:CreateVpc',
  { cidrBlock: '10.8.0.0/16', instanceTenancy: 'default' },
  { responseElements: { vpc: { vpcId: 'vpc-0f1e', state: 'pending' } } },
);

describeDetection(vpcChanged, {
  alerts: {
    'a new network': { event: created, summary: 'ana (IAM user) created the network vpc-0f1e', subject: 'vpc-0f1e' },
    'a network that is deleted': {
      event: recordOf('ec2:DeleteVpc', { vpcId: 'vpc-0f1e' }),
      summary: 'ana (IAM user) deleted the network vpc-0f1e',
    },
    'a new endpoint': {
      event: recordOf('ec2:CreateVpcEndpoint', {
        CreateVpcEndpointRequest: { VpcId: 'vpc-0f1e', ServiceName: 'com.amazonaws.eu-central-1.s3' },
      }),
      summary: 'ana (IAM user) created an endpoint in the network vpc-0f1e',
    },
    'a changed endpoint': {
      event: recordOf('ec2:ModifyVpcEndpoint', { ModifyVpcEndpointRequest: { VpcEndpointId: 'vpce-0f1e' } }),
      summary: 'ana (IAM user) changed the endpoint vpce-0f1e',
    },
    'an endpoint that is deleted': {
      event: recordOf('ec2:DeleteVpcEndpoints', {
        DeleteVpcEndpointsRequest: { VpcEndpointId: { tag: 1, content: 'vpce-0f1e' } },
      }),
      summary: 'ana (IAM user) deleted the endpoint vpce-0f1e',
    },
    'several endpoints that are deleted': {
      event: recordOf('ec2:DeleteVpcEndpoints', {
        DeleteVpcEndpointsRequest: {
          VpcEndpointId: [
            { tag: 1, content: 'vpce-0f1e' },
            { tag: 2, content: 'vpce-9999' },
          ],
        },
      }),
      summary: 'ana (IAM user) deleted the endpoint vpce-0f1e and vpce-9999',
    },
    'a network of a record without parameters': {
      event: recordOf('ec2:DeleteVpc', null),
      summary: 'ana (IAM user) deleted the network (not named) of 111122223333',
    },
    'a peering that is rejected': {
      event: recordOf('ec2:RejectVpcPeeringConnection', { vpcPeeringConnectionId: 'pcx-0f1e' }),
      summary: 'ana (IAM user) rejected the peering pcx-0f1e',
    },
  },
  ignores: {
    'the look at networks': { ...created, eventName: 'DescribeVpcs' },
    'a call that was denied': denied(created, { errorCode: 'Client.UnauthorizedOperation' }),
  },
});
