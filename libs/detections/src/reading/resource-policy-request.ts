import * as z from 'zod'; // not { z }: that bundles every locale
import { type Settings } from '../settings.ts';
import { firstOf } from './first-of.ts';
import { restrictsCaller } from './policy-conditions.ts';
import { accountIn, foreignAmong, strangersAmong } from './receivers.ts';
import { OptionalPolicy, foreignOrganizationsIn, opensToEverybody, strangersIn } from './resource-policy.ts';
import { Name } from './text.ts';

/** SetTopicAttributes sets one attribute by its name; of `Policy` alone is the value a policy. */
const Attribute = z.lazy(() => z.looseObject({ attributeName: z.string().refine((name) => name !== 'Policy') }));
function withoutOtherAttributes(request: unknown): unknown {
  const { success, data } = Attribute.safeParse(request);
  return success ? { ...data, attributeValue: undefined } : request;
}

/** What calls that set a resource's policy, or add one permission to it, ask for. Each service has a field of its own. */
export const ResourcePolicyRequest = z.lazy(() =>
  z.preprocess(
    withoutOtherAttributes,
    z
      .object({
        accessPolicies: OptionalPolicy,
        attributeValue: OptionalPolicy,
        attributes: z.object({ Policy: OptionalPolicy }).nullish(),
        policy: OptionalPolicy,
        policyInJson: OptionalPolicy,
        policyText: OptionalPolicy,
        resourcePolicy: OptionalPolicy,
        // One permission, of an event bus or a layer.
        principal: z.string().nullish(),
        organizationId: z.string().nullish(),
        condition: z.object({ type: z.string(), key: z.string(), value: z.string() }).nullish(),
        // A search domain in a VPC is reached from there alone.
        vPCOptions: z.looseObject({}).nullish(),
        backupVaultName: Name.nullish(),
        domainName: Name.nullish(),
        eventBusName: Name.nullish(),
        fileSystemId: Name.nullish(),
        layerName: Name.nullish(),
        queueUrl: Name.nullish(),
        repositoryName: Name.nullish(),
        secretId: Name.nullish(),
        topicArn: Name.nullish(),
      })
      .nullish(),
  ),
);
export type ResourcePolicyRequest = z.infer<typeof ResourcePolicyRequest>;

/** Whether the call lets everybody in, by a policy or by a single permission. */
export function letsEverybodyIn(request: ResourcePolicyRequest): boolean {
  return request?.vPCOptions == null && (policiesIn(request).some(opensToEverybody) || permitsEverybody(request));
}

function policiesIn(request: ResourcePolicyRequest) {
  const { accessPolicies, attributeValue, attributes, policy, policyInJson, policyText, resourcePolicy } =
    request ?? {};
  return [accessPolicies, attributeValue, attributes?.Policy, policy, policyInJson, policyText, resourcePolicy].flatMap(
    (document) => document ?? [],
  );
}

function permitsEverybody(request: ResourcePolicyRequest): boolean {
  const { principal, organizationId, condition } = request ?? {};
  const conditions = condition ? [{ operator: condition.type, key: condition.key, values: [condition.value] }] : [];
  return principal === '*' && !organizationId && !restrictsCaller(conditions);
}

/** The accounts that are not ours which the call lets in, by a policy or by a single permission. */
export function strangersLetIn(request: ResourcePolicyRequest, home: string, settings: Settings): readonly string[] {
  const permitted = accountIn(request?.principal ?? '');
  return strangersAmong(
    [
      ...policiesIn(request).flatMap((policy) => strangersIn(policy, home, settings)),
      ...(permitted === undefined ? [] : [permitted]),
    ],
    home,
    settings,
  );
}

/** The organisations that are not ours which the call lets in as a whole. */
export function foreignOrganizationsLetIn(request: ResourcePolicyRequest, settings: Settings): readonly string[] {
  const { organizationId, condition } = request ?? {};
  const permitted = organizationId ?? (condition?.key.toLowerCase() === 'aws:principalorgid' ? condition.value : null);
  return foreignAmong(
    [
      ...policiesIn(request).flatMap((policy) => foreignOrganizationsIn(policy, settings)),
      ...(permitted ? [permitted] : []),
    ],
    settings,
  );
}

/** The resource by its name, whether the caller gave the name, its ARN or its URL; `undefined` when it was not named. */
export function resourceOf(request: ResourcePolicyRequest): string | undefined {
  const { queueUrl, secretId, topicArn, ...names } = request ?? {};
  const name = firstOf(
    names.backupVaultName,
    names.domainName,
    names.eventBusName,
    names.fileSystemId,
    names.layerName,
    names.repositoryName,
    secretId,
    topicArn,
  );
  return name?.split(':').at(-1) ?? queueUrl?.split('/').at(-1);
}
