import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { consoleLogins } from '../patterns.ts';
import { MfaUsed, usedMfa } from '../reading/sign-in.ts';

/**
 * An IAM user signed in to the console with a password alone.
 *
 * Of IAM users only: a sign-in through SAML or IAM Identity Center always says that no MFA was used, because the identity
 * provider asked for it, not AWS.
 */
export const consoleLoginWithoutMfa = defineDetection({
  id: 'console-login-without-mfa',
  title: 'Console login without MFA',
  severity: 'high',
  why: 'A password alone let this user in, and passwords are phished, guessed and reused.',
  falsePositives: [
    'A new user signs in for the first time, to register an MFA device. The registration follows within minutes.',
  ],
  runbook: [
    'Ask the user whether this was them, from this address.',
    'If not, delete their console password and access keys, and end their sessions with a policy that denies older tokens.',
    'Go through what the user did since the sign-in.',
    'Require MFA for every IAM user by policy, or move the user to single sign-on.',
  ],
  techniques: ['T1078.004'],
  controls: ['CIS 4.2', 'CloudWatch.3'],
  pattern: consoleLogins({
    userIdentity: { type: ['IAMUser'] },
    responseElements: { ConsoleLogin: ['Success'] },
    additionalEventData: { SamlProviderArn: [{ exists: false }] },
  }),
  reads: z.object({ additionalEventData: MfaUsed }),
  matches: (call) => !usedMfa(call),
  subject: ({ actor }) => actor.principalArn ?? actor.name,
  summarize: ({ who }) => `${who} signed in to the console without MFA`,
});
