import * as z from 'zod'; // not { z }: that bundles every locale

/** A pattern names every such bucket, and a pattern ends at 2,048 characters: so much room is theirs. */
const WATCHED_BUCKETS_CHARACTERS = 1_600;
const LOG_BUCKETS_CHARACTERS = 1_200;

const Bucket = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is no bucket name. Give the name alone, as example-exports');
const Account = z.string().regex(/^\d{12}$/, 'is no account id. Valid: twelve digits');
const RoleArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/,
    'is no role. Give its ARN, as arn:aws:iam::111122223333:role/deploy',
  );

const Organization = z.string().regex(/^o-[a-z0-9]{10,32}$/, 'is no organisation. Valid: its id, as o-exampleorg');
const Region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is no region. Valid: a region such as eu-central-1');

/** Detections that are noise in many accounts, and so are off until they are asked for. */
const OPT_IN = [
  'get-caller-identity-first-seen',
  'instance-credentials-used-outside-aws',
  'role-chain-first-seen',
] as const;

/** What a team tells the catalogue about itself. The same object is given to infra and, as JSON, to the lambdas. */
export const Settings = z.strictObject({
  watchedBuckets: z
    .array(Bucket)
    .default([])
    .refine((buckets) => JSON.stringify(buckets).length <= WATCHED_BUCKETS_CHARACTERS, {
      error: `are too many for one pattern. Valid: ${WATCHED_BUCKETS_CHARACTERS} characters of names in all`,
    })
    .describe('Buckets whose object writes are worth a digest line (detection s3-object-written).'),
  ownAccounts: z
    .array(Account)
    .default([])
    .describe("The team's own accounts: sharing with them is no leak. The account of a call is always its own."),
  ownOrganizations: z
    .array(Organization)
    .default([])
    .describe(
      "The team's own organisations. None named: whose an organisation is that a policy lets in, nobody can tell.",
    ),
  trustedAccounts: z
    .array(Account)
    .default([])
    .describe(
      'Accounts of others that may have a role here: vendors a team chose to let in. Sharing data with them is still told.',
    ),
  deployRoles: z
    .array(RoleArn)
    .default([])
    .describe(
      'Roles whose changes are reviewed before they are made: what they do as a matter of course goes to the digest.',
    ),
  logBuckets: z
    .array(Bucket)
    .default([])
    .refine((buckets) => JSON.stringify(buckets).length <= LOG_BUCKETS_CHARACTERS, {
      error: `are too many for one pattern. Valid: ${LOG_BUCKETS_CHARACTERS} characters of names in all`,
    })
    .describe('Buckets that hold trails and other logs. Those whose names say so are watched without being named.'),
  allowedRegions: z
    .array(Region)
    .max(40, 'are too many for one pattern. Valid: 40 at most')
    .default([])
    .describe(
      'Regions the team works in; changes in any other are told. None named: detection unused-region-activity is off.',
    ),
  optIn: z
    .array(z.enum(OPT_IN, { error: `is no detection that is off. Valid: ${OPT_IN.join(', ')}` }))
    .default([])
    .describe('Detections switched on that are off for others, by id.'),
});
export type Settings = z.infer<typeof Settings>;
