import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { listed } from '../reading/lists.ts';
import { Policy } from '../reading/policy.ts';
import { accountIn, describeAccounts, strangersAmong } from '../reading/receivers.ts';
import { foreignOrganizationsIn, opensToEverybody, strangersIn } from '../reading/resource-policy.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';

const keyId = Name.nullish();

const Reads = z.discriminatedUnion('eventName', [
  z.object({ eventName: z.literal('PutKeyPolicy'), requestParameters: z.object({ keyId, policy: Policy }) }),
  z.object({
    eventName: z.literal('CreateGrant'),
    requestParameters: z.object({ keyId, granteePrincipal: Name.nullish() }).nullish(),
  }),
]);
type Reads = z.infer<typeof Reads>;

/**
 * Who may use a key was changed: by its policy, or by a grant to an account that is not ours.
 *
 * Grants inside the account are how disks and databases use a key, hundreds a day. AWS services make most of them, which
 * the pattern leaves out already.
 */
export const kmsKeyPolicyChanged = defineDetection({
  id: 'kms-key-policy-changed',
  title: "Key's policy changed, or key granted to another account",
  severity: 'medium',
  why: 'Whoever may use the key can read all that is encrypted with it: a copied snapshot is worth nothing without it. Whoever may change it can lock everybody else out.',
  falsePositives: [
    'Another account of the company reads encrypted data here. Add it to `ownAccounts` in the settings.',
    'An administrator adds a role to a key. Reviewed changes by a role in `deployRoles` go to the digest.',
  ],
  runbook: [
    'Compare the policy with the one before it: who was added, and who was taken out.',
    'Put it back if whoever called did not mean it, and retire the grant if there is one.',
    'Make sure that the account itself can still administer the key.',
    'Look for use of the key by the principals that were added.',
  ],
  techniques: ['T1098'],
  pattern: apiCalls({
    eventSource: 'kms.amazonaws.com',
    eventNames: Reads.options.map(({ shape }) => shape.eventName.value),
    detail: { ...SUCCEEDED, userIdentity: { invokedBy: [{ exists: false }] } },
  }),
  reads: Reads,
  matches: (call, settings) => call.eventName === 'PutKeyPolicy' || letInBy(call, settings).length > 0,
  severityOf(call, settings) {
    if (isForEverybody(call) || letInBy(call, settings).length > 0) {
      return 'high';
    }
    return isDeployRole(call.actor, settings) ? 'low' : 'medium';
  },
  subject: keyOf,
  summarize(call, settings) {
    if (isForEverybody(call)) {
      return `${call.who} let everybody use the key ${keyOf(call)}`;
    }
    const strangers = letInBy(call, settings);
    return strangers.length === 0
      ? `${call.who} changed the policy of the key ${keyOf(call)}`
      : `${call.who} let ${listed(strangers)} use the key ${keyOf(call)}`;
  },
});

function isForEverybody(call: Call<Reads>): boolean {
  return call.eventName === 'PutKeyPolicy' && opensToEverybody(call.requestParameters.policy);
}

/** Who is not ours and may now use the key, in words. */
function letInBy(call: Call<Reads>, settings: Settings): readonly string[] {
  const accounts = accountsLetInBy(call, settings);
  const organizations =
    call.eventName === 'PutKeyPolicy' ? foreignOrganizationsIn(call.requestParameters.policy, settings) : [];
  return [
    ...(accounts.length > 0 ? [describeAccounts(accounts)] : []),
    ...organizations.map((id) => `the organisation ${id}`),
  ];
}

function accountsLetInBy(call: Call<Reads>, settings: Settings): readonly string[] {
  if (call.eventName === 'PutKeyPolicy') {
    return strangersIn(call.requestParameters.policy, call.account, settings);
  }
  const grantee = accountIn(call.requestParameters?.granteePrincipal ?? '');
  return grantee === undefined ? [] : strangersAmong([grantee], call.account, settings);
}

/** The key by its id, whether the caller gave the id or the ARN. */
function keyOf({ requestParameters }: Call<Reads>): string {
  return requestParameters?.keyId?.split('/').at(-1) ?? '(not named)';
}
