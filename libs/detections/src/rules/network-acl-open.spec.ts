import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { networkAclOpen } from './network-acl-open.ts';

const entry = (rule: object) =>
  recordOf('ec2:CreateNetworkAclEntry', {
    networkAclId: 'acl-0f1e',
    ruleNumber: 90,
    egress: false,
    ruleAction: 'allow',
    icmpTypeCode: {},
    portRange: {},
    aclProtocol: '-1',
    cidrBlock: '0.0.0.0/0',
    ...rule,
  });
const everything = entry({});
const tcp = (from: number, to: number) => entry({ aclProtocol: '6', portRange: { from, to } });
const changed = 'ana (IAM user) added a rule to the network ACL acl-0f1e';

describeDetection(networkAclOpen, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    everything: {
      event: everything,
      summary: 'ana (IAM user) opened every port of the network ACL acl-0f1e to the internet',
      subject: 'acl-0f1e',
    },
    'everything, by a role for deployments, in the digest': {
      event: by(callers.deploy, everything),
      severity: 'low',
      summary: 'build-77 (role deploy) opened every port of the network ACL acl-0f1e to the internet',
    },
    'everything, to IPv6': {
      event: entry({ cidrBlock: undefined, ipv6CidrBlock: '::/0' }),
      summary: 'ana (IAM user) opened every port of the network ACL acl-0f1e to the internet',
    },
    'a port to administer machines by': {
      event: tcp(22, 22),
      summary: 'ana (IAM user) opened port 22 (SSH) of the network ACL acl-0f1e to the internet',
    },
    'a rule that is changed': {
      event: { ...tcp(3389, 3389), eventName: 'ReplaceNetworkAclEntry' },
      summary: 'ana (IAM user) opened port 3389 (RDP) of the network ACL acl-0f1e to the internet',
    },
    'the web, in the digest': { event: tcp(443, 443), severity: 'low', summary: changed },
    'answers, in the digest': { event: tcp(1024, 65_535), severity: 'low', summary: changed },
    'what goes out, in the digest': { event: entry({ egress: true }), severity: 'low', summary: changed },
    'what is denied, in the digest': { event: entry({ ruleAction: 'deny' }), severity: 'low', summary: changed },
    'one network, in the digest': { event: entry({ cidrBlock: '10.0.0.0/8' }), severity: 'low', summary: changed },
    'an ACL that is deleted, in the digest': {
      event: recordOf('ec2:DeleteNetworkAcl', { networkAclId: 'acl-0f1e' }),
      severity: 'low',
      summary: 'ana (IAM user) deleted the network ACL acl-0f1e',
    },
    'a new ACL, in the digest': {
      event: recordOf('ec2:CreateNetworkAcl', { vpcId: 'vpc-0f1e' }),
      severity: 'low',
      summary: 'ana (IAM user) created the network ACL of vpc-0f1e',
    },
  },
  ignores: {
    'the look at an ACL': { ...everything, eventName: 'DescribeNetworkAcls' },
    'a call that was denied': denied(everything, { errorCode: 'Client.UnauthorizedOperation' }),
  },
});
