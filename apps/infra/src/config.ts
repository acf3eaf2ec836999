import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { DigestSettings, Routing } from '@trailbell/alerting';
import { parseFile } from '@trailbell/cdk';
import { Settings } from '@trailbell/detections';

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
const Emails = z.array(z.email('Valid: an e-mail address')).default([]);

/** Trailbell's own trail, with the retention of what it writes. */
const CreatedTrail = z.strictObject({
  mode: z.literal('create'),
  /** How long log files are kept. A year is the least that auditors accept. */
  logFileDays: z.int().min(365).default(400),
  /** How long CloudWatch Logs keeps records for queries. */
  logGroupDays: z.enum(RetentionDays).default(RetentionDays.THREE_MONTHS),
  /** Services whose management events are too many to log. */
  excludedSources: z.array(z.enum(['kms.amazonaws.com', 'rdsdata.amazonaws.com'])).default([]),
});

/** A trail that is there already, of Control Tower say: a second copy of all management events would cost money. */
const ExistingTrail = z.strictObject({
  mode: z.literal('existing'),
  /** Whether it logs object writes in the watched buckets. */
  logsObjectWrites: z.boolean(),
  excludedSources: z.array(z.enum(['kms.amazonaws.com', 'rdsdata.amazonaws.com'])).default([]),
});

/** One environment: everything in which two deployments of Trailbell may differ. */
export const Environment = z
  .strictObject({
    account: Account,
    /** Where the hub stands. */
    homeRegion: Region,
    /** Where the company works. Collectors stand here and in `signInRegions`. */
    regions: z.array(Region).nonempty(),
    signInRegions: z.array(Region).default([...SIGN_IN_REGIONS]),
    /** The id of the organisation whose accounts may send events to the hub; without it this account alone may. */
    organizationId: z
      .string()
      .regex(/^o-[a-z0-9]{10,32}$/, 'Valid: an organisation id such as o-exampleorgid')
      .optional(),
    trail: z.discriminatedUnion('mode', [CreatedTrail, ExistingTrail]),
    /** Tells of tampering by itself, from another region. */
    guard: z.strictObject({
      region: Region,
      /** Roles that change Trailbell as a matter of course, beside `detections.deployRoles`: what they change is not told. */
      deployRoles: z.array(RolePattern).default([]),
    }),
    detections: Settings,
    routing: Routing,
    /** When the digest is told: every hour, or every day at an hour (UTC); and what an empty window tells. */
    digest: DigestSettings.default(DigestSettings.parse({})),
    /** Who gets alerts, Trailbell's own alarms, tampering, and writes to watched buckets by e-mail. Each has to confirm the subscription once. */
    emails: z.strictObject({ page: Emails, alarms: Emails, tampering: Emails, objectWrites: Emails }),
    /** Detections that cannot fire here, and why that is accepted. */
    allowBlindSpots: z.array(z.strictObject({ detection: z.string(), reason: z.string().min(10) })).default([]),
    /** Whether logs, keys and alerts outlive their stack. */
    onDelete: z.enum(['keep', 'destroy']).default('keep'),
  })
  .refine(({ homeRegion, regions }) => regions.includes(homeRegion), {
    path: ['homeRegion'],
    error: 'Valid: one of `regions`',
  })
  .refine(({ homeRegion, guard }) => guard.region !== homeRegion, {
    path: ['guard', 'region'],
    error: 'Valid: another region than homeRegion, so that it stands when that one fails',
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
