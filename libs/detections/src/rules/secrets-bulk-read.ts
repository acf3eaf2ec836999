import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { principalOf } from '../reading/principal.ts';
import { SecretRead, asksForAll, secretsIn } from '../reading/secret-read.ts';

const OF_SECRETS_MANAGER = ['BatchGetSecretValue', 'GetSecretValue'];

const Reads = z.lazy(() => z.object({ requestParameters: SecretRead }));

/**
 * One principal read many different secrets in an hour, or asked for all there are.
 *
 * Programs read theirs all day: the same few, again and again. Counted are different ones, of Secrets Manager and of SSM's
 * parameters where their values are decrypted.
 */
export const secretsBulkRead = defineDetection({
  id: 'secrets-bulk-read',
  title: 'Many secrets read by one principal',
  severity: 'high',
  why: 'Every password and token a team has is in one place, and one permission too many opens all of it. What was read has to be changed everywhere it is used.',
  falsePositives: [
    'A controller copies secrets into a cluster, or a backup reads them. Suppress its role.',
    'Infrastructure as code reads what it manages. Name its role in `deployRoles`.',
  ],
  runbook: [
    'Ask whoever called, or whoever runs the program, whether they meant it. If they did not, disable the credentials now.',
    'List what they read: CloudTrail, GetSecretValue and GetParameters of this principal. Change those secrets, the gravest first.',
    'Look for sign-ins and calls made with what was read.',
    'See why this principal may read so many, and narrow its policy.',
  ],
  techniques: ['T1555.006'],
  pattern: apiCalls({
    eventSource: ['secretsmanager.amazonaws.com', 'ssm.amazonaws.com'],
    eventNames: [...OF_SECRETS_MANAGER, 'GetParameter', 'GetParameters', 'GetParametersByPath'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: ({ eventName, requestParameters }) =>
    OF_SECRETS_MANAGER.includes(eventName) || requestParameters.withDecryption === true,
  severityOf: ({ actor }, settings) => (isDeployRole(actor, settings) ? 'low' : 'high'),
  remembers: [
    {
      ...{ kind: 'distinct', atLeast: 15, windowMinutes: 60, counted: 'secrets' },
      key: (call) => (asksForAll(call.requestParameters) ? undefined : principalOf(call)),
      values: ({ requestParameters }) => secretsIn(requestParameters),
      begins: ({ who }) => `${who} read`,
    },
  ],
  subject: ({ actor }) => actor.name,
  summarize: ({ who }) => `${who} asked for every secret there is`,
});
