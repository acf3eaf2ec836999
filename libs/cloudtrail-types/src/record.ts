import * as z from 'zod'; // not { z }: that bundles every locale

/** One CloudTrail record, as AWS wrote it. Unknown fields are kept. */
export const CloudTrailRecord = z.looseObject({
  eventVersion: z.string().optional(),
  eventID: z.string().optional(),
  eventName: z.string().optional(),
  eventSource: z.string().optional(),
  eventTime: z.string().optional(),
  awsRegion: z.string().optional(),
  errorCode: z.string().nullish(),
  errorMessage: z.string().nullish(),
});
export type CloudTrailRecord = z.infer<typeof CloudTrailRecord>;
