import { policyDocumentOf } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Act, deleting } from './act.ts';
import { Name } from './text.ts';

/** What a call about the organisation's policies asks for. */
export const OrganizationPolicyCall = z.lazy(() =>
  z.object({
    policyId: Name.nullish(),
    targetId: Name.nullish(),
    name: Name.nullish(),
    type: Name.nullish(),
    content: z.unknown().optional(),
    rootId: Name.nullish(),
    policyType: Name.nullish(),
  }),
);
export type OrganizationPolicyCall = z.infer<typeof OrganizationPolicyCall>;

/** AWS's own policy that forbids nothing. Taking it away allows less, not more. */
const FORBIDS_NOTHING = 'p-FullAWSAccess';
/** The two types that say what accounts may do at all. The others are about tags, backups and the like. */
const GUARDRAILS = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];

type ActOnPolicy = Act & { readonly object: string };
type Read = (call: OrganizationPolicyCall) => ActOnPolicy | undefined;

const CALLS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['DetachPolicy', detached],
  ['UpdatePolicy', updated],
  ['DisablePolicyType', typeDisabled],
  // AWS deletes no policy that is still attached.
  ['DeletePolicy', ({ policyId }) => ({ ...deleting('medium'), object: `the policy ${policyId ?? ''}` })],
  ['AttachPolicy', attached],
  [
    'CreatePolicy',
    ({ name }) => ({ did: 'created', triedTo: 'create', severity: 'info', object: `the policy ${name ?? ''}` }),
  ],
]);

export const CALL_NAMES = [...CALLS.keys()];

export function actOnPolicies(eventName: string, call: OrganizationPolicyCall): ActOnPolicy | undefined {
  return CALLS.get(eventName)?.(call);
}

function detached({ policyId, targetId }: OrganizationPolicyCall): ActOnPolicy {
  return {
    ...{ did: 'detached', triedTo: 'detach', severity: policyId === FORBIDS_NOTHING ? 'low' : 'high' },
    object: `the policy ${policyId ?? ''} from ${describeTarget(targetId)}`,
  };
}

function attached({ policyId, targetId }: OrganizationPolicyCall): ActOnPolicy {
  return {
    ...{ did: 'attached', triedTo: 'attach', severity: 'info' },
    object: `the policy ${policyId ?? ''} to ${describeTarget(targetId)}`,
  };
}

/** Its content is the news. A new name or description is not. */
function updated({ policyId, content }: OrganizationPolicyCall): ActOnPolicy | undefined {
  if (content === undefined || content === null) {
    return undefined;
  }
  const changed = { did: 'changed', triedTo: 'change' } as const;
  return deniesNothing(content)
    ? { ...changed, severity: 'high', object: `the policy ${policyId ?? ''}: it forbids nothing any more` }
    : { ...changed, severity: 'medium', object: `the content of the policy ${policyId ?? ''}` };
}

/** Policies about tags or backups have no statements, and are none of ours. */
function deniesNothing(content: unknown): boolean {
  const reading = policyDocumentOf(content);
  return reading.kind === 'policy' && reading.policy.statements.every(allowsEverything);
}

/** A list of what is allowed forbids the rest. */
function allowsEverything({ effect, actions }: { readonly effect: string; readonly actions: readonly string[] }) {
  return effect === 'Allow' && actions.includes('*');
}

function typeDisabled({ policyType, rootId }: OrganizationPolicyCall): ActOnPolicy {
  const isGuardrail = GUARDRAILS.includes(policyType ?? '');
  return {
    ...{ did: 'disabled', triedTo: 'disable', severity: isGuardrail ? 'critical' : 'low' },
    object: `every ${policyType ?? 'policy'} of the organisation${rootId ? ` (${rootId})` : ''}`,
  };
}

/** `r-a1b2` is the root, `ou-a1b2-…` a unit, twelve digits an account. */
function describeTarget(target: string | null | undefined): string {
  if (!target) {
    return 'a part of the organisation';
  }
  if (target.startsWith('r-')) {
    return `the root of the organisation (${target})`;
  }
  return target.startsWith('ou-') ? `the unit ${target}` : `the account ${target}`;
}
