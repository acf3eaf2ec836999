import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    userIdentity: z.object({ userName: z.string().nullish() }).nullish(),
    // Without a name, the key is the caller's own.
    requestParameters: z.object({ userName: Name.nullish() }).nullish(),
    responseElements: z.object({ accessKey: z.object({ userName: Name.nullish() }).nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * Somebody created an access key.
 *
 * Graver when it is for another user, the usual way to keep a way back in. Root's own has a detection of its own.
 */
export const iamAccessKeyCreated = defineDetection({
  id: 'iam-access-key-created',
  title: 'Long-lived access key created',
  severity: 'medium',
  why: 'An access key works from anywhere until somebody deletes it. Intruders create one, for another user as a rule, to come back when the first is found.',
  falsePositives: [
    'An administrator gives a key to a system outside AWS that cannot assume a role.',
    'A user rotates their own key; the old one is deleted soon after.',
  ],
  runbook: [
    "Ask the key's owner and whoever created it whether they know of it.",
    'If not, deactivate the key, then look in CloudTrail for calls made with it.',
    'Look at how the caller got in: their own key, address and calls of the last hours.',
    'Replace the key by a role where the system allows it.',
  ],
  techniques: ['T1098.001'],
  pattern: apiCalls({ eventSource: 'iam.amazonaws.com', eventNames: ['CreateAccessKey'], detail: SUCCEEDED }),
  reads: Reads,
  matches: (call) => !isRootKey(call),
  severityOf: (call) => (isOwnKey(call) ? 'medium' : 'high'),
  subject: (call) => ownerOf(call) ?? 'unknown user',
  summarize: (call) =>
    `${call.who} created an access key for ${isOwnKey(call) ? 'themselves' : `the user ${ownerOf(call) ?? 'unknown'}`}`,
});

function ownerOf({ requestParameters, responseElements, userIdentity, actor }: Call<Reads>): string | undefined {
  const named = responseElements?.accessKey?.userName ?? requestParameters?.userName;
  return named ?? (actor.kind === 'root' ? undefined : (userIdentity?.userName ?? undefined));
}

function isOwnKey(call: Call<Reads>): boolean {
  return call.actor.kind === 'iam-user' && ownerOf(call) === call.userIdentity?.userName;
}

function isRootKey(call: Call<Reads>): boolean {
  return call.actor.kind === 'root' && !call.requestParameters?.userName;
}
