import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, type CallFacts, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { Name } from '../reading/text.ts';
import { type Severity } from '../severity.ts';

interface Act {
  readonly severity: Severity;
  /** To be followed by the provider. */
  readonly did: string;
}

const ACTS: Readonly<Record<string, Act>> = {
  AddClientIDToOpenIDConnectProvider: { severity: 'medium', did: 'let another audience use' },
  CreateOpenIDConnectProvider: { severity: 'high', did: 'created' },
  CreateSAMLProvider: { severity: 'high', did: 'created' },
  DeleteOpenIDConnectProvider: { severity: 'medium', did: 'deleted' },
  DeleteSAMLProvider: { severity: 'medium', did: 'deleted' },
  UpdateOpenIDConnectProviderThumbprint: { severity: 'medium', did: 'replaced the certificate of' },
  UpdateSAMLProvider: { severity: 'high', did: 'replaced the metadata of' },
};

const Reads = z.lazy(() =>
  z.object({
    // Metadata may be too long for a record: then the answer alone names the provider.
    requestParameters: z
      .object({
        name: Name.nullish(),
        sAMLProviderArn: Name.nullish(),
        url: Name.nullish(),
        openIDConnectProviderArn: Name.nullish(),
      })
      .nullish(),
    responseElements: z.object({ sAMLProviderArn: Name.nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/** The provider that IAM Identity Center keeps in each account, and nobody else has to touch. */
const IDENTITY_CENTER = /^AWSSSO_[0-9a-f]+_DO_NOT_DELETE$/;
/** Each cluster of EKS has one of its own, which speaks for the cluster's workloads alone. */
const CLUSTER = /\boidc\.eks\.[a-z0-9-]+\.amazonaws\.com/;

/**
 * The account began to trust another identity provider, or other certificates of one it trusts.
 *
 * Identity Center changes its own provider as a matter of course. The same change by anybody else is how an intruder becomes
 * every person of the company. What a stack creates
 * goes to the digest.
 */
export const iamIdentityProviderChanged = defineDetection({
  id: 'iam-identity-provider-changed',
  title: 'Identity provider created, changed or deleted',
  severity: 'high',
  why: 'Whoever runs an identity provider the account trusts decides who signs in, and as whom. Nothing else has to be stolen.',
  falsePositives: [
    'Single sign-on is set up, or its certificate renewed before it ends. The team that runs it knows of the day.',
    'A provider is created for a cluster or a build system. Add the role that does it to `deployRoles` in the settings.',
  ],
  runbook: [
    'Ask the team that runs single sign-on whether the change is theirs.',
    'If it is not, set the former metadata again, or delete the provider.',
    'Look for sign-ins through it since: AssumeRoleWithSAML and AssumeRoleWithWebIdentity.',
    'Disable the credentials of whoever called, and read what they did in the hour before.',
  ],
  techniques: ['T1484.002'],
  pattern: apiCalls({ eventSource: 'iam.amazonaws.com', eventNames: Object.keys(ACTS), detail: SUCCEEDED }),
  reads: Reads,
  services: 'told',
  // Identity Center changing its own provider, above all.
  matches: ({ actor, service }) => actor.kind !== 'aws-service' && service !== 'sso.amazonaws.com',
  severityOf(call, settings) {
    if (call.service !== undefined) {
      return 'low';
    }
    const provider = providerOf(call);
    if (IDENTITY_CENTER.test(provider)) {
      return 'critical';
    }
    return isDeployRole(call.actor, settings) || CLUSTER.test(provider) ? 'low' : actOf(call).severity;
  },
  subject: providerOf,
  summarize(call) {
    const provider = providerOf(call);
    const kind = call.eventName.includes('SAML') ? 'SAML' : 'OpenID Connect';
    const owner = IDENTITY_CENTER.test(provider) ? ' of IAM Identity Center' : '';
    return `${call.who} ${actOf(call).did} the ${kind} provider ${provider}${owner}`;
  },
});

function actOf({ eventName }: CallFacts): Act {
  return ACTS[eventName] ?? { severity: 'high', did: 'changed' };
}

function providerOf({ requestParameters, responseElements }: Call<Reads>): string {
  const { name, url, sAMLProviderArn, openIDConnectProviderArn } = requestParameters ?? {};
  const arn = sAMLProviderArn ?? openIDConnectProviderArn ?? responseElements?.sAMLProviderArn;
  return name ?? url?.replace(/^https:\/\//, '') ?? arn?.replace(/^arn:.*?:(saml|oidc)-provider\//, '') ?? 'unknown';
}
