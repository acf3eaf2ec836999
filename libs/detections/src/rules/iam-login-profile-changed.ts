import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    userIdentity: z.object({ userName: z.string().nullish() }).nullish(),
    // Without a name, the password is the caller's own; root's, when root calls.
    requestParameters: z
      .object({ userName: Name.nullish(), passwordResetRequired: z.union([z.boolean(), z.stringbool()]).nullish() })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * An IAM user was given a console password, or another one.
 *
 * With it, somebody who holds only a key gets into the console, as a user who may never have used it. An administrator who
 * sets up a colleague asks for a new password at the first sign-in; an intruder does not.
 */
export const iamLoginProfileChanged = defineDetection({
  id: 'iam-login-profile-changed',
  title: 'Console password created or reset for an IAM user',
  severity: 'high',
  why: 'Whoever set this password can sign in to the console as that user, from anywhere.',
  falsePositives: ['An administrator sets up a user or helps one who forgot their password. The user can confirm it.'],
  runbook: [
    'Ask the user whether they asked for a password.',
    'If not, delete the login profile, and look for console sign-ins of this user since.',
    'Disable the credentials of whoever called, and read what they did in the hour before.',
  ],
  techniques: ['T1098.001'],
  pattern: apiCalls({
    eventSource: 'iam.amazonaws.com',
    eventNames: ['CreateLoginProfile', 'UpdateLoginProfile'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf(call) {
    if (isRootPassword(call)) {
      return 'critical';
    }
    return isOwnPassword(call) || call.requestParameters?.passwordResetRequired === true ? 'medium' : 'high';
  },
  subject: (call) => (isRootPassword(call) ? `root of ${call.account}` : userOf(call)),
  summarize(call) {
    const verb =
      call.eventName === 'CreateLoginProfile' ? 'created a console password' : 'changed the console password';
    return `${call.who} ${verb} ${call.eventName === 'CreateLoginProfile' ? 'for' : 'of'} ${ownerOf(call)}`;
  },
});

function ownerOf(call: Call<Reads>): string {
  if (isRootPassword(call)) {
    return 'root';
  }
  return isOwnPassword(call) ? 'their own user' : `the user ${userOf(call)}`;
}

function userOf({ requestParameters, userIdentity, actor }: Call<Reads>): string {
  return requestParameters?.userName ?? userIdentity?.userName ?? actor.name;
}

function isOwnPassword(call: Call<Reads>): boolean {
  return call.actor.kind === 'iam-user' && userOf(call) === (call.userIdentity?.userName ?? call.actor.name);
}

function isRootPassword({ actor, requestParameters }: Call<Reads>): boolean {
  return actor.kind === 'root' && !requestParameters?.userName;
}
