import { type Actor } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Severity } from '../severity.ts';
import { Name, brief } from './text.ts';

const LONGEST_TITLE = 240;

const Remote = z.lazy(() =>
  z.object({ remoteIpDetails: z.object({ ipAddressV4: Name.nullish() }).nullish() }).nullish(),
);

/** What is affected, by the name in this field. */
function named(field: string) {
  return z
    .looseObject({})
    .transform((details) => Name.safeParse(details[field]).data)
    .nullish();
}

/** A finding of GuardDuty, as far as people need it to see what happened to what. */
export const GuardDutyFinding = z.lazy(() =>
  z.object({
    id: Name,
    type: Name,
    title: z.string().transform((title) => brief(title.replace(/\.$/, ''), LONGEST_TITLE)),
    severity: z.number(),
    accountId: Name.nullish(),
    region: Name.nullish(),
    resource: z
      .object({
        accessKeyDetails: z
          .object({ userName: Name.nullish(), userType: z.string().nullish(), principalId: Name.nullish() })
          .nullish(),
        instanceDetails: named('instanceId'),
        s3BucketDetails: z
          .array(named('name'))
          .transform(([first]) => first)
          .nullish(),
        eksClusterDetails: named('name'),
        ecsClusterDetails: named('name'),
        lambdaDetails: named('functionName'),
        rdsDbInstanceDetails: named('dbInstanceIdentifier'),
      })
      .nullish(),
    service: z
      .object({
        archived: z.boolean().nullish(),
        count: z.number().nullish(),
        additionalInfo: z.object({ sample: z.boolean().nullish() }).nullish(),
        action: z
          .object({
            awsApiCallAction: Remote,
            networkConnectionAction: Remote,
            kubernetesApiCallAction: Remote,
            rdsLoginAttemptAction: Remote,
          })
          .nullish(),
      })
      .nullish(),
  }),
);
export type GuardDutyFinding = z.infer<typeof GuardDutyFinding>;

/** GuardDuty counts from 1 to 10, in the steps its console shows. */
export function severityOfFinding(finding: GuardDutyFinding): Severity {
  if (isSample(finding)) {
    return 'info';
  }
  if (finding.severity >= 9) {
    return 'critical';
  }
  return finding.severity >= 7 ? 'high' : 'medium';
}

/** Made by somebody who tries out where findings go. */
export function isSample({ service }: GuardDutyFinding): boolean {
  return service?.additionalInfo?.sample === true;
}

/** The thing it happened to, by its name. */
export function affectedIn({ resource }: GuardDutyFinding): string | undefined {
  const { accessKeyDetails, ...affected } = resource ?? {};
  const names = [...Object.values(affected), accessKeyDetails?.userName];
  return names.filter((name) => typeof name === 'string').find((name) => name !== '');
}

/** Where whoever did it came from. */
export function addressIn({ service }: GuardDutyFinding): string | undefined {
  const remotes = Object.values(service?.action ?? {});
  return remotes.map((remote) => remote?.remoteIpDetails?.ipAddressV4).find((address) => typeof address === 'string');
}

const KINDS: ReadonlyMap<string, Actor['kind']> = new Map([
  ['Root', 'root'],
  ['IAMUser', 'iam-user'],
  ['AssumedRole', 'assumed-role'],
  ['Role', 'assumed-role'],
  ['FederatedUser', 'federated-user'],
]);

/** Whose credentials were used, where it is about credentials. */
export function actorIn({ resource, accountId }: GuardDutyFinding): Actor | undefined {
  const { userName, userType } = resource?.accessKeyDetails ?? {};
  return userName
    ? { kind: KINDS.get(userType ?? '') ?? 'unknown', name: userName, ...(accountId && { accountId }) }
    : undefined;
}
