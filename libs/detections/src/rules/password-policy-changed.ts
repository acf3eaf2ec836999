import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { settingChanges } from '../reading/changes.ts';
import { Flag } from '../reading/flag.ts';
import { listed } from '../reading/lists.ts';

const Count = z.lazy(() => z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).nullish());

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({
        minimumPasswordLength: Count,
        passwordReusePrevention: Count,
        requireLowercaseCharacters: Flag,
        requireUppercaseCharacters: Flag,
        requireNumbers: Flag,
        requireSymbols: Flag,
      })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/** What CIS asks for. */
const SHORTEST = 14;
/** What IAM takes when a call does not say. */
const SHORTEST_BY_DEFAULT = 6;

/**
 * The account's password policy was deleted, or replaced by a weak one.
 *
 * A call replaces the whole policy: what it leaves out is off from then on. What stood before is not in the record, so the
 * new policy is measured by CIS. Kinds of characters count only where passwords may be short.
 */
export const passwordPolicyChanged = defineDetection({
  id: 'password-policy-changed',
  title: 'IAM password policy weakened or deleted',
  severity: 'medium',
  why: 'IAM users may now choose passwords that are easily guessed, or keep one that leaked. Intruders lower the policy to set a password of their own.',
  falsePositives: [
    'The company has a password policy of its own that is shorter than what CIS asks for.',
    'IAM users have no passwords any more, and the policy goes with them.',
  ],
  runbook: [
    'Ask whoever called why the policy had to change.',
    'Set it again: 14 characters or more, and no password used twice.',
    'Look for passwords created or changed since: CreateLoginProfile, UpdateLoginProfile, ChangePassword.',
  ],
  techniques: ['T1556'],
  controls: ['CIS 1.8', 'CIS 1.9', 'IAM.7', 'IAM.10'],
  pattern: apiCalls({
    eventSource: 'iam.amazonaws.com',
    eventNames: ['DeleteAccountPasswordPolicy', 'UpdateAccountPasswordPolicy'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call) => isDeletion(call) || weaknessesOf(call).length > 0,
  subject: ({ account }) => `password policy of ${account}`,
  changes: (call) => settingChanges(call.requestParameters ?? {}),
  summarize: (call) =>
    isDeletion(call)
      ? `${call.who} deleted the password policy of the account`
      : `${call.who} weakened the password policy of the account: it ${listed(weaknessesOf(call))}`,
});

function isDeletion({ eventName }: Call<Reads>): boolean {
  return eventName === 'DeleteAccountPasswordPolicy';
}

/** Each to follow `it`. */
function weaknessesOf({ requestParameters }: Call<Reads>): readonly string[] {
  const { minimumPasswordLength, passwordReusePrevention, ...kinds } = requestParameters ?? {};
  const shortest = minimumPasswordLength ?? SHORTEST_BY_DEFAULT;
  const isShort = shortest < SHORTEST;
  const weaknesses: readonly (readonly [boolean, string])[] = [
    [isShort, `lets passwords have ${shortest} characters`],
    [isShort && !allOf(kinds), 'asks for less than all kinds of characters'],
    [!passwordReusePrevention, 'lets old passwords be used again'],
  ];
  return weaknesses.filter(([weak]) => weak).map(([, weakness]) => weakness);
}

type Kinds = Omit<NonNullable<Reads['requestParameters']>, 'minimumPasswordLength' | 'passwordReusePrevention'>;

function allOf(kinds: Kinds): boolean {
  const { requireLowercaseCharacters, requireUppercaseCharacters, requireNumbers, requireSymbols } = kinds;
  return [requireLowercaseCharacters, requireUppercaseCharacters, requireNumbers, requireSymbols].every(
    (required) => required === true,
  );
}
