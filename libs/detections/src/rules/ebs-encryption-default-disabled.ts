import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';

/** New disks of a region are no longer encrypted unless somebody asks for it. */
export const ebsEncryptionDefaultDisabled = defineDetection({
  id: 'ebs-encryption-default-disabled',
  title: 'Default encryption of disks turned off',
  severity: 'high',
  why: 'New disks and their snapshots are no longer encrypted. An unencrypted snapshot can be shared with anybody, without a key that would have to be shared, too.',
  falsePositives: ['A test account, where an image cannot start from an encrypted disk. Suppress it by the account.'],
  runbook: [
    'Turn it on again: `aws ec2 enable-ebs-encryption-by-default` in that region.',
    'Look for disks and snapshots made since, and encrypt them by a copy.',
    'Look for snapshots that were shared since.',
    'Ask whoever called why. If they did not, disable their credentials.',
  ],
  techniques: ['T1565'],
  controls: ['EC2.7'],
  pattern: apiCalls({
    eventSource: 'ec2.amazonaws.com',
    eventNames: ['DisableEbsEncryptionByDefault'],
    detail: SUCCEEDED,
  }),
  reads: z.object({}),
  subject: ({ account, region }) => `disk encryption of ${account} in ${region}`,
  summarize: ({ who }) => `${who} turned off the default encryption of disks`,
});
