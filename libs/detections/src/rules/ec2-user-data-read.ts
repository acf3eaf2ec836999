import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { principalOf } from '../reading/principal.ts';
import { Name } from '../reading/text.ts';

/**
 * Somebody reads what many machines run when they start, or tries to: people leave passwords in it.
 *
 * Whoever plans changes with Terraform reads the user data of all machines, so that a reading that succeeds goes to the digest;
 * a role that deploys is not told at all.
 */
export const ec2UserDataRead = defineDetection({
  id: 'ec2-user-data-read',
  title: 'User data of many machines read',
  severity: 'medium',
  why: 'User data is a script, and scripts hold passwords and tokens. Reading it from one machine after the other is looking for them.',
  falsePositives: [
    'Infrastructure as code compares what is there with what should be. Name its role in `deployRoles`.',
    'A tool that takes an inventory of the account. Suppress its role.',
  ],
  runbook: [
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Look through the user data of these machines for passwords, and change those there are.',
    'Look at what else the same principal called.',
  ],
  techniques: ['T1552.005'],
  pattern: apiCalls({
    eventSource: 'ec2.amazonaws.com',
    eventNames: ['DescribeInstanceAttribute'],
    detail: { requestParameters: { attribute: ['userData'] } },
  }),
  reads: z.object({ requestParameters: z.object({ instanceId: Name }) }),
  matches: ({ actor }, settings) => !isDeployRole(actor, settings),
  severityOf: ({ outcome }) => (outcome.kind === 'succeeded' ? 'low' : 'medium'),
  remembers: [
    {
      ...{ kind: 'distinct', atLeast: 10, windowMinutes: 24 * 60, counted: 'machines' },
      key: principalOf,
      values: ({ requestParameters: { instanceId } }) => [instanceId],
      begins: ({ who, outcome }) =>
        outcome.kind === 'succeeded' ? `${who} read the user data of` : `${who} tried to read the user data of`,
    },
  ],
  subject: ({ actor }) => actor.name,
  summarize: ({ who, requestParameters: { instanceId } }) => `${who} read the user data of ${instanceId}`,
});
