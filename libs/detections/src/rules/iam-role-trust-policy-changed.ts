import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { statementChanges } from '../reading/changes.ts';
import { listed } from '../reading/lists.ts';
import { Policy } from '../reading/policy.ts';
import { Name } from '../reading/text.ts';
import { type Outsider, outsidersIn } from '../reading/trust.ts';
import { type Settings } from '../settings.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({
      roleName: Name.nullish(),
      assumeRolePolicyDocument: Policy.optional(),
      policyDocument: Policy.optional(),
    }),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * A role now lets in somebody from outside: another account, everybody, or everybody with an account of a public identity provider.
 *
 * Roles are created all day, so only the document counts. The condition that makes a public provider safe is the easiest to
 * forget: without a claim about the repository, every workflow of GitHub may assume the role. What a stack creates goes to the digest.
 */
export const iamRoleTrustPolicyChanged = defineDetection({
  id: 'iam-role-trust-policy-changed',
  title: 'Role opened to another account or to everyone',
  severity: 'high',
  why: 'Whoever the role trusts comes back at any time, with no user or key in this account. Intruders let themselves in this way for good.',
  falsePositives: [
    'The other account is another of the company. Add it to `ownAccounts` in the settings.',
    'A vendor was given a role on purpose, with an external id. Add its account to `trustedAccounts` in the settings.',
  ],
  runbook: [
    'Ask whoever called whose account that is. If they do not know, take it out of the trust policy now.',
    'Look for sessions of this role since: AssumeRole events by callers of type AWSAccount, and what they did.',
    'End open sessions of the role with a policy that denies older tokens.',
    'Read what the caller did in the hour before, and how they signed in.',
  ],
  techniques: ['T1098.003'],
  pattern: apiCalls({
    eventSource: 'iam.amazonaws.com',
    eventNames: ['CreateRole', 'UpdateAssumeRolePolicy'],
    detail: {
      // A document too large for a record is told by iam-oversized-request.
      requestParameters: {
        $or: [{ assumeRolePolicyDocument: [{ exists: true }] }, { policyDocument: [{ exists: true }] }],
      },
      ...SUCCEEDED,
    },
  }),
  reads: Reads,
  services: 'told',
  matches: (call, settings) => outsidersOf(call, settings).length > 0,
  severityOf(call, settings) {
    if (call.service !== undefined) {
      return 'low';
    }
    return outsidersOf(call, settings).some(({ isEverybody }) => isEverybody) ? 'critical' : 'high';
  },
  subject: roleOf,
  changes: (call) => [trustOf(call)].flatMap((policy) => (policy ? statementChanges(policy) : [])),
  summarize(call, settings) {
    const outsiders = listed(outsidersOf(call, settings).map(({ described }) => described));
    return call.eventName === 'CreateRole'
      ? `${call.who} created the ${roleOf(call)}, which ${outsiders} may assume`
      : `${call.who} let ${outsiders} assume the ${roleOf(call)}`;
  },
});

function outsidersOf({ account, requestParameters }: Call<Reads>, settings: Settings): readonly Outsider[] {
  const policy = trustOf({ requestParameters });
  return policy ? outsidersIn(policy, account, settings) : [];
}

function trustOf({ requestParameters }: Pick<Call<Reads>, 'requestParameters'>) {
  return requestParameters.assumeRolePolicyDocument ?? requestParameters.policyDocument;
}

function roleOf({ requestParameters: { roleName } }: Call<Reads>): string {
  return `role ${roleName ?? 'unknown'}`;
}
