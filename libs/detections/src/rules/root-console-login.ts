import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { consoleLogins } from '../patterns.ts';
import { MfaUsed, usedMfa } from '../reading/sign-in.ts';

/**
 * Root signed in to the console.
 *
 * Root can do everything, nothing limits it, and no daily work needs it: each sign-in is worth a question.
 */
export const rootConsoleLogin = defineDetection({
  id: 'root-console-login',
  title: 'Root signed in to the console',
  severity: 'high',
  why: 'Root can do everything in the account and no policy limits it. Daily work never needs it, so each sign-in should have a known reason.',
  falsePositives: [
    'Somebody does one of the few things only root can do, such as closing the account. The change record should name the day.',
  ],
  runbook: [
    'Ask those who hold the root credentials whether one of them signed in just now, from this address.',
    "If nobody did, reset root's password and MFA from its e-mail address, and delete its access keys.",
    'Go through what root did since the sign-in: CloudTrail, user name root, same account.',
  ],
  techniques: ['T1078.004'],
  controls: ['CIS 4.3', 'CloudWatch.1'],
  pattern: consoleLogins({ userIdentity: { type: ['Root'] }, responseElements: { ConsoleLogin: ['Success'] } }),
  reads: z.object({ additionalEventData: MfaUsed }),
  severityOf: (call) => (usedMfa(call) ? 'high' : 'critical'),
  subject: ({ account }) => `root of ${account}`,
  summarize: (call) => `root signed in to the console ${usedMfa(call) ? 'with' : 'without'} MFA`,
});
