import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { Name } from '../reading/text.ts';

/**
 * A role assumed another, which it had not done before.
 *
 * From role to role is how somebody gets from where they came in to where the data is. Which roles do so is the same every day,
 * so that a new pair is worth a line.
 */
export const roleChainFirstSeen = defineDetection({
  id: 'role-chain-first-seen',
  title: 'Role assumed another for the first time',
  severity: 'low',
  why: 'Going from role to role is how somebody gets from where they came in to where the data is. Programs assume the same roles every day.',
  falsePositives: [
    'A program was changed, or somebody uses a role they may use for the first time.',
    'The names of roles are new with every deployment. Leave this detection off.',
  ],
  runbook: [
    'Ask whoever is behind the first role whether they need the second.',
    'Read the trust policy of the second role: does it have to let the first one in?',
    'Look at what the session did: CloudTrail, by the access key that the call gave out.',
  ],
  techniques: ['T1550.001'],
  pattern: ({ optIn }) =>
    optIn.includes('role-chain-first-seen')
      ? apiCalls({
          eventSource: 'sts.amazonaws.com',
          eventNames: ['AssumeRole'],
          detail: { userIdentity: { type: ['AssumedRole'] }, ...SUCCEEDED },
        })
      : undefined,
  reads: z.object({ requestParameters: z.object({ roleArn: Name }) }),
  matches: ({ actor, requestParameters: { roleArn } }) =>
    actor.principalArn !== undefined && actor.principalArn !== roleArn,
  remembers: [
    {
      ...{ kind: 'first-seen', forgetAfterDays: 30, learningDays: 14 },
      key: ({ actor }) => [actor.principalArn ?? ''],
      value: ({ requestParameters: { roleArn } }) => roleArn,
    },
  ],
  subject: ({ requestParameters: { roleArn } }) => roleArn,
  summarize: ({ who, requestParameters: { roleArn } }) => `${who} assumed ${roleArn} for the first time`,
});
