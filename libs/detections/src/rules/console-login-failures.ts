import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { consoleLogins } from '../patterns.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({ sourceIPAddress: Name.nullish(), userIdentity: z.object({ userName: Name.nullish() }).nullish() }),
);
type Reads = z.infer<typeof Reads>;

const OFTEN = { kind: 'threshold', atLeast: 10, windowMinutes: 60, counted: 'times' } as const;
/** What AWS writes for a name that is no user's: people type their password there. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Passwords are tried: many users from one address, or one user from wherever. Root's are told by root-console-login-failed. */
export const consoleLoginFailures = defineDetection({
  id: 'console-login-failures',
  title: 'Many failed sign-ins to the console',
  severity: 'medium',
  why: 'Somebody is guessing passwords, or tries those of another leak. The sign-in that matters is the one that succeeds afterwards.',
  falsePositives: [
    'A person has forgotten their password, or a password manager holds the old one. They can say so when asked.',
    'Many people share one address, of an office, and it is the morning after passwords expired.',
  ],
  runbook: [
    'Look for a sign-in that succeeded from the same address or as the same user since.',
    'Ask the user whether it was them. If it was not, reset their password and see that they have MFA.',
    'Keep the address out, if it is none of yours, where your policies can.',
  ],
  techniques: ['T1110.003'],
  controls: ['CIS 4.6', 'CloudWatch.6'],
  pattern: consoleLogins({
    userIdentity: { type: [{ 'anything-but': ['Root'] }] },
    responseElements: { ConsoleLogin: ['Failure'] },
  }),
  reads: Reads,
  remembers: [
    {
      ...{ ...OFTEN, listing: ', as' },
      key: ({ account, sourceIPAddress }) => (sourceIPAddress ? [account, 'from', sourceIPAddress] : undefined),
      values: (call) => [userOf(call) ?? 'a user who does not exist'],
      begins: ({ sourceIPAddress }) => `somebody at ${sourceIPAddress ?? ''} failed to sign in to the console`,
      subject: ({ sourceIPAddress }) => sourceIPAddress ?? '',
    },
    {
      ...{ ...OFTEN, listing: ', from' },
      key(call) {
        const user = userOf(call);
        return user === undefined ? undefined : [call.account, 'as', user];
      },
      values: ({ sourceIPAddress }) => (sourceIPAddress ? [sourceIPAddress] : []),
      begins: (call) => `somebody failed to sign in to the console as ${userOf(call) ?? ''}`,
    },
  ],
  subject: (call) => userOf(call) ?? 'sign-ins to the console',
  summarize: (call) => `somebody failed to sign in to the console as ${userOf(call) ?? 'a user who does not exist'}`,
});

function userOf({ userIdentity }: Call<Reads>): string | undefined {
  const user = userIdentity?.userName ?? undefined;
  return user === HIDDEN ? undefined : user;
}
