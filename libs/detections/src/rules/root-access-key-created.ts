import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';

/** Root was given an access key. Its own key is the one that names no user; a key root creates for a user is iam-access-key-created. */
export const rootAccessKeyCreated = defineDetection({
  id: 'root-access-key-created',
  title: 'Access key created for the root user',
  severity: 'critical',
  why: 'Whoever holds this key can do everything in the account, from anywhere, without MFA, until somebody deletes it.',
  falsePositives: ['There is hardly a reason left for a key of root. Whoever created it should be able to name one.'],
  runbook: [
    'Delete the key: sign in as root, and open the security credentials page.',
    'Ask those who hold the root credentials who created it. If nobody did, reset the password and the MFA of root.',
    'Look in CloudTrail for calls made with the key, in every region.',
    'Read what root did in the hours before, to find what else was left behind.',
  ],
  techniques: ['T1098.001'],
  controls: ['CIS 1.4', 'IAM.4'],
  pattern: apiCalls({
    eventSource: 'iam.amazonaws.com',
    eventNames: ['CreateAccessKey'],
    detail: {
      userIdentity: { type: ['Root'] },
      requestParameters: { userName: [{ exists: false }] },
      ...SUCCEEDED,
    },
  }),
  reads: z.unknown(),
  subject: ({ account }) => `root of ${account}`,
  summarize: () => 'root created an access key for root',
});
