import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { consoleLogins } from '../patterns.ts';
import { Name } from '../reading/text.ts';

/** Somebody tries root's password, again and again. Once is a slip of the finger; nobody has to do it often. */
export const rootConsoleLoginFailed = defineDetection({
  id: 'root-console-login-failed',
  title: 'Repeated failed sign-ins as root',
  severity: 'high',
  why: 'Root can do everything in the account and no policy limits it. Whoever tries its password five times does not know it, and means to.',
  falsePositives: ['Somebody who holds the root credentials mistypes them. They can say so when asked.'],
  runbook: [
    'Ask those who hold the root credentials whether one of them just tried to sign in, from this address.',
    'See that root has MFA and no access keys, and that its e-mail address is safe: a reset goes there.',
    'Look for a sign-in of root that succeeded afterwards.',
  ],
  techniques: ['T1110'],
  controls: ['CIS 4.6', 'CloudWatch.6'],
  pattern: consoleLogins({ userIdentity: { type: ['Root'] }, responseElements: { ConsoleLogin: ['Failure'] } }),
  reads: z.object({ sourceIPAddress: Name.nullish() }),
  remembers: [
    {
      ...{ kind: 'threshold', atLeast: 5, windowMinutes: 15, counted: 'times', listing: ', from' },
      key: ({ account }) => [account],
      values: ({ sourceIPAddress }) => (sourceIPAddress ? [sourceIPAddress] : []),
      begins: ({ account }) => `somebody failed to sign in as root of ${account}`,
    },
  ],
  subject: ({ account }) => `root of ${account}`,
  summarize: ({ account }) => `somebody failed to sign in as root of ${account}`,
});
