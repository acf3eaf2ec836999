import * as z from 'zod'; // not { z }: that bundles every locale

const Flag = z.lazy(() => z.union([z.boolean(), z.stringbool()]));

/** The four blocks of a bucket or an account. S3 takes one that is left out for one that is off. */
export const PublicAccessBlock = z.lazy(() =>
  z.object({
    BlockPublicAcls: Flag.default(false),
    IgnorePublicAcls: Flag.default(false),
    BlockPublicPolicy: Flag.default(false),
    RestrictPublicBuckets: Flag.default(false),
  }),
);
export type PublicAccessBlock = z.infer<typeof PublicAccessBlock>;

/** Whether one of the four blocks is off. */
export function isLowered(block: PublicAccessBlock): boolean {
  return Object.values(block).includes(false);
}
