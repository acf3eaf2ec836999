import * as z from 'zod';

/** What a team tells the catalogue about itself. The same object is given to infra and, as JSON, to the lambdas. */
export const Settings = z.strictObject({
  /** Buckets whose object writes are worth a digest line (detection s3-object-written). */
  watchedBuckets: z.array(z.string()).default([]),
});
export type Settings = z.infer<typeof Settings>;
