import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { consoleLogins } from '../patterns.ts';
import { principalOf } from '../reading/principal.ts';
import { Name } from '../reading/text.ts';

/** Somebody knows a password and lacks the second factor: AWS asks for the one only when the other was right. */
export const consoleMfaFailures = defineDetection({
  id: 'console-mfa-failures',
  title: 'Repeated failed MFA challenges',
  severity: 'medium',
  why: 'Only somebody who has the password is asked for the second factor. Failing it twice may mean that the password is known and MFA is all that keeps them out.',
  falsePositives: ['The clock of a phone is wrong, or a new phone has an old code. The person will say so.'],
  runbook: [
    'Ask the user whether they just failed to sign in, from this address.',
    'If they did not, reset the password now, and where else they used it.',
    'Look for a sign-in of the user that succeeded since, and for changes to their MFA devices.',
  ],
  techniques: ['T1621'],
  pattern: consoleLogins({
    additionalEventData: { MFAUsed: ['Yes', 'YES'] },
    responseElements: { ConsoleLogin: ['Failure'] },
  }),
  reads: z.object({ sourceIPAddress: Name.nullish() }),
  severityOf: ({ actor }) => (actor.kind === 'root' ? 'high' : 'medium'),
  remembers: [
    {
      ...{ kind: 'threshold', atLeast: 2, windowMinutes: 15, counted: 'times', listing: ', from' },
      key: principalOf,
      values: ({ sourceIPAddress }) => (sourceIPAddress ? [sourceIPAddress] : []),
      begins: ({ actor }) => `somebody with the password of ${actor.name} failed the MFA challenge`,
    },
  ],
  subject: ({ actor }) => actor.name,
  summarize: ({ actor }) => `somebody with the password of ${actor.name} failed the MFA challenge`,
});
