import * as z from 'zod'; // not { z }: that bundles every locale
import { oneOrMany } from './lists.ts';
import { restrictsCaller } from './policy-conditions.ts';

const Texts = oneOrMany(z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]));
const Principal = z.lazy(() => z.union([z.string().transform((all) => ({ AWS: [all] })), z.record(z.string(), Texts)]));

const Statement = z.lazy(() =>
  z.object({
    Effect: z.string(),
    Principal: Principal.nullish(),
    NotPrincipal: z.unknown().optional(),
    Action: Texts.nullish(),
    Condition: z.record(z.string(), z.record(z.string(), Texts)).nullish(),
  }),
);
type Statement = z.infer<typeof Statement>;

const Document = z.lazy(() => z.object({ Statement: oneOrMany(Statement) }));

/** A bucket policy: an object in most records, its text in some, and the empty object when a call failed. */
export const BucketPolicy = z.lazy(() => z.preprocess(parsed, Document));
export type BucketPolicy = z.infer<typeof BucketPolicy>;

function parsed(policy: unknown): unknown {
  if (typeof policy !== 'string') {
    return policy;
  }
  try {
    return JSON.parse(policy.startsWith('%7B') ? decodeURIComponent(policy) : policy);
  } catch {
    return policy; // the schema says that a text is not a policy
  }
}

/** Whether the policy lets everybody do something, as S3 itself judges it: conditions on who asks, or from where, make it not so. */
export function allowsEverybody({ Statement: statements }: BucketPolicy): boolean {
  return statements.some(
    (statement) => statement.Effect === 'Allow' && isEverybody(statement) && !isRestricted(statement),
  );
}

function isEverybody({ Principal: principal, NotPrincipal: exception }: Statement): boolean {
  // Everybody but somebody is everybody.
  return exception !== undefined || (principal?.AWS ?? []).includes('*');
}

function isRestricted({ Condition: condition }: Statement): boolean {
  return restrictsCaller(
    Object.entries(condition ?? {}).flatMap(([operator, demands]) =>
      Object.entries(demands).map(([key, values]) => ({ operator, key, values })),
    ),
  );
}
