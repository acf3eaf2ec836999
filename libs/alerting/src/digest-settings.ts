import * as z from 'zod'; // not { z }: that bundles every locale

/** When a digest is told, and what an empty window tells. */
export const DigestSettings = z.strictObject({
  every: z.enum(['hour', 'day']).default('day'),
  /** The hour (UTC) at which a day's digest is told. */
  hour: z.int().min(0).max(23).default(7),
  /** `nothing`, or one quiet `line` that says so. */
  emptyWindow: z.enum(['nothing', 'line']).default('nothing'),
});
export type DigestSettings = z.infer<typeof DigestSettings>;
