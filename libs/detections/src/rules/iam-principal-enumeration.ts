import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { principalOf } from '../reading/principal.ts';
import { Name, brief } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    errorMessage: z.string().nullish(),
    requestParameters: z.object({ roleName: Name.nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * Somebody finds out which users and roles an account has, by naming them in a trust policy: IAM refuses those that do not
 * exist. It works against accounts of others, and theirs do not see it; seen is who does it from here.
 */
export const iamPrincipalEnumeration = defineDetection({
  id: 'iam-principal-enumeration',
  title: 'Users and roles guessed by trust policies',
  severity: 'medium',
  why: 'A trust policy that IAM refuses again and again is how tools guess the names of users and roles, of this account or another. What comes next is taking one over.',
  falsePositives: [
    'A deployment tries a policy that names a deleted role, over and over. The role it deploys with is named.',
  ],
  runbook: [
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'See which account and which names they guessed: the policies are in the events of CloudTrail.',
    'Look at what else the same principal called, and whether a role now trusts somebody new.',
  ],
  techniques: ['T1087.004'],
  pattern: apiCalls({
    eventSource: 'iam.amazonaws.com',
    eventNames: ['UpdateAssumeRolePolicy'],
    detail: { errorCode: ['MalformedPolicyDocument', 'MalformedPolicyDocumentException'] },
  }),
  reads: Reads,
  remembers: [
    {
      ...{ kind: 'threshold', atLeast: 25, windowMinutes: 60, counted: 'times' },
      key: principalOf,
      values: guessedBy,
      begins: ({ who }) => `${who} named somebody in a trust policy whom IAM does not know`,
    },
  ],
  subject: ({ actor }) => actor.name,
  summarize: ({ who, requestParameters }) =>
    `${who} gave the role ${requestParameters?.roleName ?? '(not named)'} a trust policy that IAM refused`,
});

/** IAM says whom it does not know: `Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:user/ana"`. */
function guessedBy({ errorMessage }: Call<Reads>): readonly string[] {
  const principal = /"(?<principal>arn:[^"]+)"/.exec(errorMessage ?? '')?.groups?.principal;
  return principal === undefined ? [] : [brief(principal)];
}
