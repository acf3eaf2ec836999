import * as z from 'zod';
import { DigestSettings, Routing } from '@trailbell/alerting';
import { parseFile } from '@trailbell/cdk';
import { Settings } from '@trailbell/detections';
import { Trail } from './trail-config.ts';

/** Console sign-ins of IAM users are logged in one of these, wherever the company works; root's, IAM's and Organizations' calls in us-east-1. */
export const SIGN_IN_REGIONS = ['us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2'] as const;

const Account = z.string().regex(/^\d{12}$/, 'Valid: 12 digits');
const Region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'Valid: a region such as eu-central-1');
/** `*` may stand for the account, and for what follows the first twelve characters of the name. */
const RolePattern = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::(\d{12}|\*):role\/[\w+=,.@/-]{12,}\*?$/,
    'Valid: a role such as arn:aws:iam::111122223333:role/deploy-production; `*` may stand for the account, and at the end',
  );
const emails = (purpose: string) => z.array(z.email('Valid: an e-mail address')).default([]).describe(purpose);

/** One environment: everything in which two deployments of Trailbell may differ. */
export const Environment = z
  .strictObject({
    account: Account.describe('Where the hub stands, and everything that alerts.'),
    homeRegion: Region.describe('Where the hub stands: one of `regions`.'),
    regions: z
      .array(Region)
      .nonempty()
      .describe('Where the company works. Collectors stand here and in `signInRegions`.'),
    signInRegions: z
      .array(Region)
      .default([...SIGN_IN_REGIONS])
      .describe('Where AWS logs console sign-ins and global services, wherever the company works.'),
    organization: z
      .strictObject({
        id: z
          .string()
          .regex(/^o-[a-z0-9]{10,32}$/, 'Valid: an organisation id such as o-exampleorgid')
          .describe('Its id, by which the hub lets its accounts in.'),
        managementAccount: Account.describe(
          "The owner of the organisation's trail, in which the calls of AWS Organizations are logged.",
        ),
      })
      .optional()
      .describe('All of whose accounts may send events to the hub; without it this account and `memberAccounts` may.'),
    memberAccounts: z
      .array(Account)
      .default([])
      .describe(
        'Further accounts whose stacks are deployed from here. Other accounts of the organisation get their collectors by StackSet.',
      ),
    readOnlyCalls: z
      .boolean()
      .default(true)
      .describe(
        'Whether rules take read-only calls, in the state that delivers them. Without, detections of reads cannot fire.',
      ),
    ruleAlarms: z
      .enum(["hub's account", 'every account'])
      .default("hub's account")
      .describe(
        'Whose collectors ring for each rule that gives up an event, beside the alarm on their dead-letter queue: about $3 a month for a collector.',
      ),
    trail: Trail.describe('The trail to make, or the one that is there already.'),
    guard: z
      .strictObject({
        region: Region.describe('Another region than `homeRegion`, so that it stands when that one fails.'),
        deployRoles: z
          .array(RolePattern)
          .default([])
          .describe(
            'Roles that change Trailbell as a matter of course, beside `detections.deployRoles`: what they change is not told.',
          ),
      })
      .describe('Tells of tampering by itself, from another region.'),
    detections: Settings.describe('What is ours to trust.'),
    routing: Routing.describe('Who is told, and where.'),
    digest: DigestSettings.default(DigestSettings.parse({})).describe('When the digest is told.'),
    emails: z
      .strictObject({
        page: emails('Get alerts of the routes that `routing.email` names.'),
        alarms: emails("Get Trailbell's own alarms: that something is not told, or not seen."),
        tampering: emails('Get what the guard sees of tampering with the trail or with Trailbell.'),
        objectWrites: emails('Get every object write in a watched bucket, straight from its rule.'),
      })
      .describe('Who gets mail. Each address has to confirm its subscription once.'),
    allowBlindSpots: z
      .array(
        z.strictObject({
          detection: z.string().describe('Its id.'),
          reason: z.string().min(10).describe('Why nobody will be told of it.'),
        }),
      )
      .default([])
      .describe('Detections that cannot fire here, and why that is accepted.'),
    onDelete: z
      .enum(['keep', 'destroy'])
      .default('keep')
      .describe('Whether logs, keys and alerts outlive their stack.'),
  })
  .refine(({ homeRegion, regions }) => regions.includes(homeRegion), {
    path: ['homeRegion'],
    error: 'Valid: one of `regions`',
  })
  .refine(({ homeRegion, guard }) => guard.region !== homeRegion, {
    path: ['guard', 'region'],
    error: 'Valid: another region than homeRegion, so that it stands when that one fails',
  })
  .refine(({ account, memberAccounts }) => new Set([account, ...memberAccounts]).size === memberAccounts.length + 1, {
    path: ['memberAccounts'],
    error: 'Valid: accounts other than `account`, each once',
  });
export type Environment = z.infer<typeof Environment>;
/** An environment as its file writes it. */
export type EnvironmentFile = z.input<typeof Environment>;

/** What `environments/<name>.ts` says, validated; a `MistakeError` otherwise. */
export function parseEnvironment(name: string, file: unknown): Environment {
  return parseFile(`environments/${name}.ts`, Environment, file);
}

/** Where collectors stand. */
export function collectorRegionsOf({ regions, signInRegions }: Environment): readonly string[] {
  return [...new Set([...regions, ...signInRegions])].sort();
}

/** The accounts whose stacks are deployed from here. */
export function accountsOf({ account, memberAccounts }: Environment): readonly string[] {
  return [account, ...memberAccounts];
}

/** Whose trails are created from here: the organisation's one, or one in each account. */
export function trailOwnersOf(environment: Environment): readonly string[] {
  const { organization, trail } = environment;
  if (trail.mode === 'existing') {
    return [];
  }
  return organization === undefined ? accountsOf(environment) : [organization.managementAccount];
}

/** What the catalogue is told: what the file says of detections, and what the rest of it says besides. */
export function settingsOf({ detections, organization, trail }: Environment): Settings {
  return {
    ...detections,
    ownOrganizations: union(detections.ownOrganizations, organization?.id),
    logBuckets: union(detections.logBuckets, trail.mode === 'existing' ? trail.bucket : undefined),
  };
}

function union(known: readonly string[], further: string | undefined): string[] {
  return [...new Set([...known, ...(further === undefined ? [] : [further])])];
}
