import * as z from 'zod'; // not { z }: that bundles every locale

/** When a digest is told, and what an empty window tells. */
export const DigestSettings = z.strictObject({
  every: z.enum(['hour', 'day']).default('day').describe('How long a window is.'),
  hour: z.int().min(0).max(23).default(7).describe("The hour (UTC) at which a day's digest is told."),
  emptyWindow: z
    .enum(['nothing', 'line'])
    .default('nothing')
    .describe('What a window without anything to tell tells: nothing, or one quiet line that says so.'),
});
export type DigestSettings = z.infer<typeof DigestSettings>;
