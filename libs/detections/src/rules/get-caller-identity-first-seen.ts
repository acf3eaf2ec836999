import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { principalOf } from '../reading/principal.ts';

/** A principal asks who it is, which it never did. Programs that ask do so all the time, and whoever found a key asks first. */
export const getCallerIdentityFirstSeen = defineDetection({
  id: 'get-caller-identity-first-seen',
  title: 'Principal asked who it is for the first time',
  severity: 'low',
  why: 'Whoever finds a key asks AWS first whose it is: no right is needed for it. A user or role that never asked and does now may be in other hands.',
  falsePositives: [
    'A person sets up their tools: most of them ask once.',
    'Roles are made anew with every deployment. Leave this detection off.',
  ],
  runbook: [
    'Ask the person, or whoever runs the program, whether they did something new at that time.',
    'Look at where the call came from, and at what the same credentials called next.',
    'If nobody knows of it, disable the access key.',
  ],
  techniques: ['T1087.004'],
  pattern: ({ optIn }) =>
    optIn.includes('get-caller-identity-first-seen')
      ? apiCalls({
          eventSource: 'sts.amazonaws.com',
          eventNames: ['GetCallerIdentity'],
          detail: { userIdentity: { type: ['AssumedRole', 'FederatedUser', 'IAMUser'] }, ...SUCCEEDED },
        })
      : undefined,
  reads: z.object({}),
  remembers: [
    {
      ...{ kind: 'first-seen', forgetAfterDays: 30, learningDays: 14 },
      key: ({ account }) => [account],
      value: (call) => principalOf(call).join(' '),
    },
  ],
  subject: ({ actor }) => actor.name,
  summarize: ({ who }) => `${who} asked who it is for the first time`,
});
