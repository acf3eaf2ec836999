import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';

/** The serial console, a way into machines that no network guards, was turned on for a region. */
export const ec2SerialConsoleEnabled = defineDetection({
  id: 'ec2-serial-console-enabled',
  title: 'Serial console of machines turned on',
  severity: 'high',
  why: 'The serial console reaches every machine of the region past security groups, routes and flow logs. Outside of an emergency nobody needs it.',
  falsePositives: ['An administrator repairs a machine that does not start. They turn it off again when it does.'],
  runbook: [
    'Turn it off again: `aws ec2 disable-serial-console-access` in that region.',
    'Look for SendSerialConsoleSSHPublicKey since: each is somebody who connected.',
    'Ask whoever called which machine they repair. If none, disable their credentials.',
    'Forbid it with a service control policy where nobody needs it.',
  ],
  techniques: ['T1686.001'],
  pattern: apiCalls({
    eventSource: 'ec2.amazonaws.com',
    eventNames: ['EnableSerialConsoleAccess'],
    detail: SUCCEEDED,
  }),
  reads: z.object({}),
  subject: ({ account, region }) => `serial console of ${account} in ${region}`,
  summarize: ({ who }) => `${who} turned on the serial console of all machines`,
});
