import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { securityGroupChanges } from './security-group-changes.ts';

const permission = {
  items: [{ ipProtocol: 'tcp', fromPort: 5432, toPort: 5432, ipRanges: { items: [{ cidrIp: '10.0.0.0/16' }] } }],
};
const added = recordOf('ec2:AuthorizeSecurityGroupIngress', { groupId: 'sg-0a1b', ipPermissions: permission });

describeDetection(securityGroupChanges, {
  alerts: {
    'an inbound rule': {
      event: added,
      summary: 'ana (IAM user) added an inbound rule to the security group sg-0a1b',
      subject: 'sg-0a1b',
    },
    'an outbound rule that is removed': {
      event: recordOf('ec2:RevokeSecurityGroupEgress', { groupId: 'sg-0a1b', ipPermissions: permission }),
      summary: 'ana (IAM user) removed an outbound rule from the security group sg-0a1b',
    },
    'a new group': {
      event: recordOf(
        'ec2:CreateSecurityGroup',
        { groupName: 'payments', groupDescription: 'payments', vpcId: 'vpc-0f1e' },
        { responseElements: { _return: true, groupId: 'sg-0a1b' } },
      ),
      summary: 'ana (IAM user) created the security group sg-0a1b (payments)',
    },
    'changed rules': {
      event: recordOf('ec2:ModifySecurityGroupRules', {
        ModifySecurityGroupRulesRequest: {
          GroupId: 'sg-0a1b',
          SecurityGroupRule: {
            tag: 1,
            SecurityGroupRuleId: 'sgr-0f1e',
            SecurityGroupRule: { CidrIpv4: '10.0.0.0/16' },
          },
        },
      }),
      summary: 'ana (IAM user) changed the rules of the security group sg-0a1b',
    },
    'a group of a record without parameters': {
      event: recordOf('ec2:DeleteSecurityGroup', null),
      summary: 'ana (IAM user) deleted the security group (not named)',
    },
  },
  ignores: {
    'the look at a group': { ...added, eventName: 'DescribeSecurityGroups' },
    'a rule that was there already': { ...added, errorCode: 'Client.InvalidPermission.Duplicate' },
    'a call that was denied': denied(added, { errorCode: 'Client.UnauthorizedOperation' }),
  },
});
