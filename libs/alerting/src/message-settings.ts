import * as z from 'zod'; // not { z }: that bundles every locale

const AccountId = z.string().regex(/^\d{12}$/, 'needs an account id of 12 digits');

/** How messages name things, and where they link to. */
export const MessageSettings = z.strictObject({
  accountAliases: z
    .record(AccountId, z.string().trim().min(1, 'needs a name').max(40, 'needs a name of at most 40 characters'))
    .optional()
    .describe('What people call each account: messages say so beside its id.'),
  detectionPages: z
    .url({ protocol: /^https$/, error: 'needs an address that begins with https://' })
    .optional()
    .describe('Where docs/detections is published. Messages link to the page of their detection there.'),
  recordsLogGroup: z
    .strictObject({
      region: z
        .string()
        .regex(/^[a-z]{2,4}(-[a-z]{2,9}){1,2}-\d{1,2}$/, 'needs a region')
        .describe('Where it is.'),
      name: z
        .string()
        .regex(/^[\w./#-]{1,512}$/, 'needs the name of a log group alone')
        .describe('Its name.'),
    })
    .optional()
    .describe(
      "Where the trail's records are queried: messages link to a query there. Filled in where `trail` has a log group.",
    ),
});
export type MessageSettings = z.infer<typeof MessageSettings>;
