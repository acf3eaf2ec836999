import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { securityGroupOpenToWorld } from './security-group-open-to-world.ts';

const ANYWHERE = { ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } };
const ANYWHERE_IPV6 = { ipRanges: {}, ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] } };
const OFFICE = { ipRanges: { items: [{ cidrIp: '203.0.113.0/24', description: 'office' }] } };
const SSH = { ipProtocol: 'tcp', fromPort: 22, toPort: 22 };
const HTTPS = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 };

/** The list form of the call: empty collections are objects. */
function permits(...items: object[]) {
  const full = items.map((item) => ({ groups: {}, ipv6Ranges: {}, prefixListIds: {}, ...item }));
  return recordOf('ec2:AuthorizeSecurityGroupIngress', { groupId: 'sg-0a1b', ipPermissions: { items: full } });
}

/** The flat form. */
function permitsFlat(permission: object) {
  return recordOf('ec2:AuthorizeSecurityGroupIngress', { groupId: 'sg-0a1b', ipPermissions: {}, ...permission });
}

function modifies(...rules: object[]) {
  const changes = rules.map((SecurityGroupRule, tag) => ({
    SecurityGroupRule,
    SecurityGroupRuleId: `sgr-0${tag}`,
    tag: tag + 1,
  }));
  return recordOf('ec2:ModifySecurityGroupRules', {
    ModifySecurityGroupRulesRequest: {
      GroupId: 'sg-0a1b',
      SecurityGroupRule: changes.length === 1 ? changes[0] : changes,
    },
  });
}

const opened = (ports: string) => `ana (IAM user) opened ${ports} of sg-0a1b to the internet`;
const sshToAnywhere = permits({ ...SSH, ...ANYWHERE });
const answer = {
  securityGroupRuleId: 'sgr-0c1d',
  groupId: 'sg-0a1b',
  isEgress: false,
  ipProtocol: 'tcp',
  fromPort: 3389,
  toPort: 3389,
  cidrIpv4: '0.0.0.0/0',
};

describeDetection(securityGroupOpenToWorld, {
  alerts: {
    'SSH open to every IPv4 address': {
      event: sshToAnywhere,
      summary: opened('port 22 (SSH)'),
      subject: 'sg-0a1b',
      changes: [{ what: 'inbound rule', after: 'tcp 22 from 0.0.0.0/0' }],
    },
    'SSH open to every IPv6 address': {
      event: permits({ ...SSH, ...ANYWHERE_IPV6 }),
      summary: opened('port 22 (SSH)'),
    },
    'the flat form of the call, and another way to write the internet': {
      event: permitsFlat({ ...SSH, cidrIp: '198.51.100.7/0' }),
      summary: opened('port 22 (SSH)'),
    },
    'the internet in two halves': {
      event: permits({
        ...SSH,
        ipRanges: { items: [{ cidrIp: '0.0.0.0/1' }, { cidrIp: '128.0.0.0/1' }] },
      }),
      summary: opened('port 22 (SSH)'),
    },
    'a range around a database': {
      event: permits({ ipProtocol: 'tcp', fromPort: 5000, toPort: 5500, ...ANYWHERE }),
      summary: opened('ports 5000-5500 (PostgreSQL)'),
    },
    'all traffic, which carries no ports': {
      event: permits({ ipProtocol: '-1', ...ANYWHERE }),
      summary: opened('every port'),
    },
    'every TCP port': {
      event: permitsFlat({ ipProtocol: 'tcp', fromPort: 0, toPort: 65_535, cidrIp: '0.0.0.0/0' }),
      summary: opened('every port'),
    },
    'every TCP port but the one nobody uses': {
      event: permitsFlat({ ipProtocol: 'tcp', fromPort: 1, toPort: 65_535, cidrIp: '0.0.0.0/0' }),
      summary: opened('every port'),
    },
    'every TCP port, written as -1': {
      event: permitsFlat({ ipProtocol: '6', fromPort: -1, toPort: -1, cidrIp: '0.0.0.0/0' }),
      summary: opened('every port'),
    },
    'the first hundred ports': {
      event: permits({ ipProtocol: 'tcp', fromPort: 0, toPort: 100, ...ANYWHERE }),
      summary: opened('ports 0-100 (FTP, SSH and Telnet)'),
    },
    'the last ports': {
      event: permits({ ipProtocol: 'udp', fromPort: 20_000, toPort: 65_535, ...ANYWHERE }),
      summary: opened('ports 20000-65535 (MongoDB)'),
    },
    'every port beside one': {
      event: permits({ ...SSH, ...ANYWHERE }, { ipProtocol: '-1', ...ANYWHERE_IPV6 }),
      summary: opened('every port'),
    },
    'a port without a protocol': {
      event: permitsFlat({ fromPort: '22', toPort: '22', cidrIp: '0.0.0.0/0' }),
      summary: opened('port 22 (SSH)'),
    },
    'two ports at once': {
      event: permits({ ...SSH, ...ANYWHERE }, { ipProtocol: 'tcp', fromPort: 3306, toPort: 3306, ...ANYWHERE }),
      summary: opened('port 22 (SSH) and port 3306 (MySQL)'),
    },
    'what only the answer tells': {
      event: { ...permits(), responseElements: { _return: true, securityGroupRuleSet: { items: [answer] } } },
      summary: opened('port 3389 (RDP)'),
    },
    'a rule that is widened': {
      event: modifies({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '0.0.0.0/0', Description: '' }),
      summary: opened('port 22 (SSH)'),
    },
    'one of several rules that is widened': {
      event: modifies(
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv4: '0.0.0.0/0' },
        { IpProtocol: 'tcp', FromPort: 6379, ToPort: 6379, CidrIpv6: '::/0' },
      ),
      summary: opened('port 6379 (Redis)'),
    },
    'a click in the console': {
      event: by({ ...callers.ana, invokedBy: 'signin.amazonaws.com' }, sshToAnywhere),
      summary: opened('port 22 (SSH)'),
    },
  },
  ignores: {
    'HTTPS open to the internet': permits({ ...HTTPS, ...ANYWHERE }),
    'SSH open to one office': permits({ ...SSH, ...OFFICE }),
    'SSH open to a private network': permits({ ...SSH, ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }] } }),
    'SSH to the office beside HTTPS to the internet': permits({ ...SSH, ...OFFICE }, { ...HTTPS, ...ANYWHERE }),
    'SSH open to another group': permits({ ...SSH, groups: { items: [{ groupId: 'sg-0c2d' }] }, ipRanges: {} }),
    'ping from the internet': permits({ ipProtocol: 'icmp', fromPort: -1, toPort: -1, ...ANYWHERE }),
    'a rule that is narrowed': modifies({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '203.0.113.0/24' }),
    'a rule whose description alone is changed': modifies({ Description: 'office' }),
    'traffic out of the group': {
      ...permits(),
      responseElements: { securityGroupRuleSet: { items: [{ ...answer, isEgress: true }] } },
    },
    'a call that was denied': denied(sshToAnywhere),
    'a rule that is revoked': { ...sshToAnywhere, eventName: 'RevokeSecurityGroupIngress' },
  },
});
