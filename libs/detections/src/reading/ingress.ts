import * as z from 'zod'; // not { z }: that bundles every locale
import { items, oneOrMany } from './lists.ts';
import { Name } from './text.ts';

/** Absent, and -1, when every port is meant. */
const Port = z.lazy(() =>
  z
    .union([
      z.int(),
      z
        .string()
        .regex(/^-?\d+$/)
        .transform(Number),
    ])
    .nullish(),
);
const Protocol = z.lazy(() => z.union([z.string(), z.int().transform(String)]).nullish());

/** One address range let in to one range of ports. */
export interface Opening {
  readonly protocol: string | undefined;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  readonly cidr: string;
}

const Permission = z.object({
  ipProtocol: Protocol,
  fromPort: Port,
  toPort: Port,
  cidrIp: z.string().nullish(),
  ipRanges: items(z.object({ cidrIp: z.string() })),
  ipv6Ranges: items(z.object({ cidrIpv6: z.string() })),
});

/** What the answer to the call, and a changed rule, look like. */
const Rule = z.lazy(() =>
  z.object({
    ipProtocol: Protocol,
    fromPort: Port,
    toPort: Port,
    cidrIpv4: z.string().nullish(),
    cidrIpv6: z.string().nullish(),
    isEgress: z.boolean().nullish(),
  }),
);

/** EC2's newer calls are written with the names of the API. */
const ModifiedRule = z.lazy(() =>
  z
    .object({
      IpProtocol: Protocol,
      FromPort: Port,
      ToPort: Port,
      CidrIpv4: z.string().nullish(),
      CidrIpv6: z.string().nullish(),
    })
    .transform(({ IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6 }) => ({
      ...{ ipProtocol: IpProtocol, fromPort: FromPort, toPort: ToPort },
      ...{ cidrIpv4: CidrIpv4, cidrIpv6: CidrIpv6 },
    })),
);

/** AuthorizeSecurityGroupIngress takes one flat permission, or a list of them; ModifySecurityGroupRules has a shape of its own. */
export const IngressRequest = Permission.extend({
  groupId: Name.nullish(),
  groupName: Name.nullish(),
  ipPermissions: items(Permission),
  ModifySecurityGroupRulesRequest: z
    .object({
      GroupId: Name,
      SecurityGroupRule: oneOrMany(z.object({ SecurityGroupRule: ModifiedRule.nullish() })),
    })
    .nullish(),
}).transform(({ groupId, groupName, ipPermissions, ModifySecurityGroupRulesRequest: modified, ...flat }) => ({
  group: groupId ?? groupName ?? modified?.GroupId ?? 'a security group',
  openings: [
    ...[flat, ...ipPermissions].flatMap(openingsOf),
    ...(modified?.SecurityGroupRule ?? []).flatMap(({ SecurityGroupRule: rule }) => (rule ? openingsOfRule(rule) : [])),
  ],
}));

/** What AWS answered: the rules as they now stand. Records before 2021 and other calls lack it. */
export const IngressResponse = z.lazy(() =>
  z
    .object({ securityGroupRuleSet: items(Rule) })
    .nullish()
    .transform((response) => ({
      openings: (response?.securityGroupRuleSet ?? [])
        .filter(({ isEgress }) => isEgress !== true)
        .flatMap(openingsOfRule),
    })),
);

function openingsOf(permission: z.infer<typeof Permission>): readonly Opening[] {
  const { cidrIp, ipRanges, ipv6Ranges } = permission;
  return [cidrIp, ...ipRanges.map((range) => range.cidrIp), ...ipv6Ranges.map((range) => range.cidrIpv6)].flatMap(
    (cidr) => openingTo(cidr, permission),
  );
}

function openingsOfRule(rule: Omit<z.infer<typeof Rule>, 'isEgress'>): readonly Opening[] {
  return [rule.cidrIpv4, rule.cidrIpv6].flatMap((cidr) => openingTo(cidr, rule));
}

function openingTo(
  cidr: string | null | undefined,
  { ipProtocol, fromPort, toPort }: Pick<z.infer<typeof Rule>, 'ipProtocol' | 'fromPort' | 'toPort'>,
): readonly Opening[] {
  return cidr
    ? [{ cidr, protocol: ipProtocol ?? undefined, fromPort: fromPort ?? undefined, toPort: toPort ?? undefined }]
    : [];
}
