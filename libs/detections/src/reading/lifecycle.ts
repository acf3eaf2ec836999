import * as z from 'zod'; // not { z }: that bundles every locale
import { oneOrMany } from './lists.ts';
import { WholeNumber } from './whole-number.ts';

const Rule = z.lazy(() =>
  z.object({
    Status: z.string().nullish(),
    Expiration: z.union([z.object({ Days: WholeNumber, Date: z.string().nullish() }), z.literal('')]).nullish(),
  }),
);

/** The lifecycle of a bucket's objects: S3 takes all its rules in one call, and forgets those it had. */
export const Lifecycle = z.lazy(() =>
  z
    .union([z.object({ Rule: oneOrMany(Rule).nullish() }), z.literal('')])
    .transform((configuration) => (configuration === '' ? [] : (configuration.Rule ?? []))),
);
export type Lifecycle = z.infer<typeof Lifecycle>;

/** After how many days the first of the objects are deleted: 0 on a fixed date, `undefined` when none ever is. */
export function expiryDaysOf(lifecycle: Lifecycle): number | undefined {
  const days = lifecycle
    .filter(({ Status }) => Status !== 'Disabled')
    .flatMap(({ Expiration }) => (Expiration ? [Expiration.Days ?? (Expiration.Date ? 0 : undefined)] : []))
    .filter((count) => count !== undefined);
  return days.length === 0 ? undefined : Math.min(...days);
}
