import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    userIdentity: z.object({ userName: z.string().nullish() }).nullish(),
    // Of a device that is deleted, only its serial number.
    requestParameters: z.object({ userName: Name.nullish(), serialNumber: Name.nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/** How AWS calls root where it asks for a user. */
const ROOT = 'AWS ROOT USER';
/** The one virtual device of root. */
const ROOT_DEVICE = ':mfa/root-account-mfa-device';

/**
 * Somebody's second factor was taken away.
 *
 * Who changes their phone does it to themselves, and registers the next device at once: a line in the digest. Doing it to another is
 * help, or the step before using their password. Deactivating comes before deleting, so the deletion is told of root's
 * device alone.
 */
export const mfaDeviceDeactivated = defineDetection({
  id: 'mfa-device-deactivated',
  title: 'MFA device deactivated',
  severity: 'high',
  why: 'From now on a password is enough to be this user. Intruders take MFA away to keep an account whose password they set or stole.',
  falsePositives: [
    'A user changes phones and registers the new one within minutes. The old one goes to the digest alone.',
    'An administrator helps somebody who lost their device. The user can confirm it.',
  ],
  runbook: [
    'Ask the user whether their device was changed with their knowledge, and have them register one now.',
    'If it was not, delete their console password and access keys, and disable the credentials of whoever called.',
    'Look for console sign-ins of this user since, and for what they did.',
    'Read what the caller did in the hour before: a new password, a new access key, another user.',
  ],
  techniques: ['T1556.006'],
  pattern: apiCalls({
    eventSource: 'iam.amazonaws.com',
    eventNames: ['DeactivateMFADevice', 'DeleteVirtualMFADevice'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call) => call.eventName === 'DeactivateMFADevice' || isRootDevice(call),
  severityOf(call) {
    if (isRootDevice(call)) {
      return 'critical';
    }
    return isOwnDevice(call) ? 'low' : 'high';
  },
  subject: (call) => (isRootDevice(call) ? `root of ${call.account}` : userOf(call)),
  summarize: (call) => `${call.who} took away the MFA device of ${ownerOf(call)}`,
});

function isRootDevice({ eventName, actor, requestParameters }: Call<Reads>): boolean {
  const { userName, serialNumber } = requestParameters ?? {};
  const isCallersOwn = eventName === 'DeactivateMFADevice' && !userName;
  return userName === ROOT || serialNumber?.endsWith(ROOT_DEVICE) === true || (actor.kind === 'root' && isCallersOwn);
}

function userOf({ requestParameters, actor }: Call<Reads>): string {
  return requestParameters?.userName ?? actor.name;
}

function isOwnDevice(call: Call<Reads>): boolean {
  return call.actor.kind === 'iam-user' && userOf(call) === call.userIdentity?.userName;
}

function ownerOf(call: Call<Reads>): string {
  if (isRootDevice(call)) {
    return 'root';
  }
  return isOwnDevice(call) ? 'their own user' : `the user ${userOf(call)}`;
}
