import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { Name } from '../reading/text.ts';

/**
 * An IAM user was created.
 *
 * Teams that sign in through an identity provider hardly ever need one, and intruders nearly always do: it stays when the
 * session they came with is gone. What a deploy role creates was reviewed, and goes to the digest.
 */
export const iamUserCreated = defineDetection({
  id: 'iam-user-created',
  title: 'IAM user created',
  severity: 'medium',
  why: 'A user of its own is how an intruder comes back after the way in is closed. People and systems can mostly do without one.',
  falsePositives: [
    'A system outside AWS needs a user, to send e-mail through SES say. The change request names it.',
    'Infrastructure code creates the user. Add the role it runs with to `deployRoles` in the settings.',
  ],
  runbook: [
    'Ask whoever called what the user is for.',
    'If there is no good answer, deactivate its access keys, delete its console password, and take its policies away.',
    'Look at what the user was given since: keys, a password, policies, groups.',
    'Read what the caller did in the hour before, and how they signed in.',
  ],
  techniques: ['T1136.003'],
  pattern: apiCalls({ eventSource: 'iam.amazonaws.com', eventNames: ['CreateUser'], detail: SUCCEEDED }),
  reads: z.object({ requestParameters: z.object({ userName: Name }) }),
  severityOf: ({ actor }, settings) => (isDeployRole(actor, settings) ? 'low' : 'medium'),
  subject: ({ requestParameters: { userName } }) => userName,
  summarize: ({ who, requestParameters: { userName } }) => `${who} created the IAM user ${userName}`,
});
