import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() => z.object({ requestParameters: z.object({ keyName: Name.nullish() }).nullish() }));
type Reads = z.infer<typeof Reads>;

/** A key pair to log in to new machines with was created or brought in. It opens none that runs already. */
export const ec2KeyPairAdded = defineDetection({
  id: 'ec2-key-pair-added',
  title: 'Key pair for machines created or imported',
  severity: 'low',
  why: 'Whoever holds the private key logs in to every machine that is started with it. Intruders bring their own before they start theirs.',
  falsePositives: ['Somebody sets up a machine by hand. Session Manager makes the key unnecessary.'],
  runbook: [
    'Ask whoever called what the key is for.',
    'If they do not know of it, delete the key pair and look for machines started with it.',
    'Look at what else the same principal did: regions, machines, security groups.',
  ],
  techniques: ['T1098.004'],
  pattern: apiCalls({
    eventSource: 'ec2.amazonaws.com',
    eventNames: ['CreateKeyPair', 'ImportKeyPair'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  subject: keyOf,
  summarize: (call) =>
    `${call.who} ${call.eventName === 'ImportKeyPair' ? 'brought in' : 'created'} the key pair ${keyOf(call)}`,
});

function keyOf({ requestParameters }: Call<Reads>): string {
  return requestParameters?.keyName ?? '(not named)';
}
