import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, type CallFacts, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { listed } from '../reading/lists.ts';
import { Name } from '../reading/text.ts';
import { type Severity } from '../severity.ts';

interface Act {
  readonly severity: Severity;
  /** To be followed by what it is called. */
  readonly did: string;
}

const ACTS: Readonly<Record<string, Act>> = {
  CreateProfile: { severity: 'medium', did: 'created the Roles Anywhere profile' },
  CreateTrustAnchor: { severity: 'medium', did: 'created the Roles Anywhere trust anchor' },
  DeleteCrl: { severity: 'medium', did: 'deleted the list of revoked certificates' },
  ImportCrl: { severity: 'low', did: 'imported the list of revoked certificates' },
  UpdateProfile: { severity: 'medium', did: 'changed the Roles Anywhere profile' },
  UpdateTrustAnchor: { severity: 'medium', did: 'changed the Roles Anywhere trust anchor' },
};

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({
      name: Name.nullish(),
      trustAnchorId: Name.nullish(),
      profileId: Name.nullish(),
      crlId: Name.nullish(),
      source: z.object({ sourceType: z.string().nullish() }).nullish(),
      roleArns: z.array(Name).nullish(),
    }),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * IAM Roles Anywhere trusts another certificate authority, or lets its certificates be more roles.
 *
 * A certificate of an authority one runs oneself becomes a role from anywhere, for as long as it is valid. One's own AWS
 * Private CA can be looked at and switched off; a bundle of certificates from outside cannot.
 */
export const rolesAnywhereTrustCreated = defineDetection({
  id: 'roles-anywhere-trust-created',
  title: 'IAM Roles Anywhere trust created or changed',
  severity: 'high',
  why: 'Whoever holds a certificate of this authority can be the roles of a profile from anywhere, for years, without any key of AWS.',
  falsePositives: [
    "The platform team connects servers outside AWS with the company's own certificate authority.",
    'Infrastructure code manages it. Add the role it runs with to `deployRoles` in the settings.',
  ],
  runbook: [
    'Ask whoever called whose certificate authority it is. If they do not know, disable the trust anchor now.',
    'Look at the roles of the profiles, and at who trusts rolesanywhere.amazonaws.com.',
    'Look for CreateSession events since, and for what those sessions did.',
    'Read what the caller did in the hour before, and how they signed in.',
  ],
  techniques: ['T1098.001'],
  pattern: apiCalls({ eventSource: 'rolesanywhere.amazonaws.com', eventNames: Object.keys(ACTS), detail: SUCCEEDED }),
  reads: Reads,
  severityOf(call, settings) {
    if (trustsOutsideAuthority(call)) {
      return 'high';
    }
    return isDeployRole(call.actor, settings) ? 'low' : actOf(call).severity;
  },
  subject: objectOf,
  summarize(call) {
    const roles = (call.requestParameters.roleArns ?? []).map((arn) => arn.split('/').at(-1) ?? arn);
    const details = [
      ...(trustsOutsideAuthority(call) ? [', which trusts a certificate authority from outside AWS'] : []),
      ...(roles.length > 0 ? [` for the role${roles.length === 1 ? '' : 's'} ${listed(roles)}`] : []),
    ];
    return `${call.who} ${actOf(call).did} ${objectOf(call)}${details.join('')}`;
  },
});

function trustsOutsideAuthority({ requestParameters: { source } }: Call<Reads>): boolean {
  return source?.sourceType === 'CERTIFICATE_BUNDLE';
}

function actOf({ eventName }: CallFacts): Act {
  return ACTS[eventName] ?? { severity: 'medium', did: 'changed Roles Anywhere:' };
}

function objectOf({ requestParameters: { name, trustAnchorId, profileId, crlId } }: Call<Reads>): string {
  return name ?? trustAnchorId ?? profileId ?? crlId ?? 'unknown';
}
