import { policyDocumentOf } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { broadRightsOf } from '../reading/broad-rights.ts';
import { isAdminPolicy } from '../reading/managed-policy.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({
        name: Name.nullish(),
        policy: z.unknown().optional(),
        policyArns: z.array(z.union([z.object({ arn: z.string().nullish() }), z.string()])).nullish(),
      })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * An IAM user, or root, was given a session that outlives its key.
 *
 * Deactivating the key does not end such a session, up to 36 hours long, and with it one gets into the console without a password. It has the rights that
 * its policy and the user's have in common: who asks for everything keeps all they have.
 */
export const federationTokenIssued = defineDetection({
  id: 'federation-token-issued',
  title: 'Federation token issued to an IAM user',
  severity: 'medium',
  why: 'The session goes on when the key it was made with is deactivated, and opens the console without a password. Intruders use it to stay.',
  falsePositives: ['An older tool signs people in to the console with GetFederationToken. Its user does nothing else.'],
  runbook: [
    "Ask the user's owner whether they use federation tokens.",
    "If not, deactivate the keys, and deny the user everything: an inline policy ends the session too, as its rights are the user's.",
    'Look for what the session did: events of type FederatedUser with this name, and GetSigninToken.',
    'Find out how the key was taken, and replace it by a role.',
  ],
  techniques: ['T1550.001'],
  pattern: apiCalls({ eventSource: 'sts.amazonaws.com', eventNames: ['GetFederationToken'], detail: SUCCEEDED }),
  reads: Reads,
  severityOf: (call) => (call.actor.kind === 'root' || keepsEverything(call) ? 'high' : 'medium'),
  subject: ({ actor }) => actor.principalArn ?? actor.name,
  summarize(call) {
    const { name } = call.requestParameters ?? {};
    const rights = keepsEverything(call) ? ', with every right the user has' : '';
    return `${call.who} got a federation token${name ? ` named ${name}` : ''}${rights}`;
  },
});

/** Whether a session policy takes next to nothing away. Without one, the session has hardly any rights. */
function keepsEverything({ requestParameters }: Call<Reads>): boolean {
  const { policy, policyArns } = requestParameters ?? {};
  const reading = policyDocumentOf(policy);
  const isBroad = reading.kind === 'policy' && broadRightsOf(reading.policy) !== undefined;
  return (
    isBroad ||
    (policyArns ?? []).some((policyArn) =>
      isAdminPolicy(typeof policyArn === 'string' ? policyArn : (policyArn.arn ?? '')),
    )
  );
}
