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
});
export type MessageSettings = z.infer<typeof MessageSettings>;
