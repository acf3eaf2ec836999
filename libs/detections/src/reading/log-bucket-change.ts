import { type PolicyDocument, type PolicyStatement } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Severity } from '../severity.ts';
import { type Act, deleting } from './act.ts';
import { covers } from './covers.ts';
import { Lifecycle, expiryDaysOf } from './lifecycle.ts';
import { oneOrMany } from './lists.ts';
import { deliversAccessLogs } from './log-delivery.ts';
import { Policy } from './policy.ts';
import { Name } from './text.ts';

const bucketName = Name;
const Named = z.object({ bucketName });
const Encryption = z.lazy(() =>
  z.object({
    Rule: oneOrMany(
      z.object({
        ApplyServerSideEncryptionByDefault: z
          .object({ SSEAlgorithm: z.string().nullish(), KMSMasterKeyID: Name.nullish() })
          .nullish(),
      }),
    ),
  }),
);

const Versioning = z.lazy(() => z.object({ Status: z.string().nullish(), MfaDelete: z.string().nullish() }));

/** What a call asks of a bucket that could lose, hide or cut off the logs in it. */
export const LogBucketChange = z.discriminatedUnion('eventName', [
  z.object({ eventName: z.literal('DeleteBucket'), requestParameters: Named }),
  z.object({ eventName: z.literal('DeleteBucketEncryption'), requestParameters: Named }),
  z.object({ eventName: z.literal('DeleteBucketPolicy'), requestParameters: Named }),
  z.object({ eventName: z.literal('DeleteBucketReplication'), requestParameters: Named }),
  z.object({
    eventName: z.literal('PutBucketEncryption'),
    requestParameters: Named.extend({ ServerSideEncryptionConfiguration: Encryption.nullish() }),
  }),
  z.object({
    eventName: z.literal('PutBucketLifecycle'),
    requestParameters: Named.extend({ LifecycleConfiguration: Lifecycle }),
  }),
  z.object({ eventName: z.literal('PutBucketPolicy'), requestParameters: Named.extend({ bucketPolicy: Policy }) }),
  z.object({ eventName: z.literal('PutBucketReplication'), requestParameters: Named }),
  z.object({
    eventName: z.literal('PutBucketVersioning'),
    requestParameters: Named.extend({
      VersioningConfiguration: Versioning.nullish(),
    }),
  }),
]);
export type LogBucketChange = z.infer<typeof LogBucketChange>;

type ActOnLogs = Act & { readonly object: string };

/** Of a call that was refused, what was asked for may be missing or garbled. */
const Refused = z.lazy(() => z.object({ errorCode: z.string().min(1), requestParameters: Named }));

/** The bucket, and what is asked of it where that can be read. */
export const LogBucketCall = z.lazy(() =>
  z.union([
    LogBucketChange.transform((change) => ({ bucketName: change.requestParameters.bucketName, change })),
    Refused.transform(({ requestParameters }) => ({ bucketName: requestParameters.bucketName, change: undefined })),
  ]),
);
export type LogBucketCall = z.infer<typeof LogBucketCall>;

/** What the call does to the logs; `undefined` when it takes nothing from them. `object` follows the act and ends with the bucket. */
export function actOnLogs(change: LogBucketChange): ActOnLogs | undefined {
  const bucket = `the log bucket ${change.requestParameters.bucketName}`;
  switch (change.eventName) {
    case 'DeleteBucket':
      return { ...deleting('critical'), object: bucket };
    case 'DeleteBucketPolicy':
      return { ...deleting('critical'), object: `the policy that lets logs into ${bucket}` };
    case 'DeleteBucketReplication':
      return { ...STOPPED, severity: 'high', object: `the copying of ${bucket} to another` };
    case 'DeleteBucketEncryption':
      return { ...CHANGED, severity: 'low', object: `the encryption of ${bucket} back to the default` };
    case 'PutBucketReplication':
      return { ...CHANGED, severity: 'medium', object: `where the logs are copied to from ${bucket}` };
    case 'PutBucketEncryption':
      return actOnEncryption(change.requestParameters.ServerSideEncryptionConfiguration, bucket);
    case 'PutBucketLifecycle':
      return actOnLifecycle(change.requestParameters.LifecycleConfiguration, bucket);
    case 'PutBucketPolicy':
      return actOnPolicy(change.requestParameters.bucketPolicy, bucket);
    case 'PutBucketVersioning':
      return actOnVersioning(change.requestParameters.VersioningConfiguration, bucket);
  }
}

const CHANGED = { did: 'changed', triedTo: 'change' } as const;
const STOPPED = { did: 'stopped', triedTo: 'stop' } as const;

/** Shorter than this and an incident is over before anybody looks. */
const DAYS_TO_NOTICE = 7;
const DAYS_TO_INVESTIGATE = 90;

function actOnLifecycle(lifecycle: Lifecycle, bucket: string): ActOnLogs | undefined {
  const days = expiryDaysOf(lifecycle);
  return days === undefined
    ? undefined
    : {
        ...{ did: 'set', triedTo: 'set', severity: severityOfExpiry(days) },
        object: `the files in ${bucket} to be deleted ${describeExpiry(days)}`,
      };
}

function severityOfExpiry(days: number): Severity {
  if (days <= DAYS_TO_NOTICE) {
    return 'critical';
  }
  return days < DAYS_TO_INVESTIGATE ? 'high' : 'low';
}

function describeExpiry(days: number): string {
  if (days === 0) {
    return 'on a fixed date';
  }
  return days === 1 ? 'after 1 day' : `after ${days} days`;
}

function actOnVersioning(
  versioning: z.infer<typeof Versioning> | null | undefined,
  bucket: string,
): ActOnLogs | undefined {
  if (versioning?.Status === 'Suspended') {
    return { did: 'suspended', triedTo: 'suspend', severity: 'high', object: `the versioning of ${bucket}` };
  }
  return versioning?.MfaDelete === 'Disabled'
    ? { did: 'turned off', triedTo: 'turn off', severity: 'high', object: `MFA delete of ${bucket}` }
    : undefined;
}

function actOnEncryption(
  encryption: z.infer<typeof Encryption> | null | undefined,
  bucket: string,
): ActOnLogs | undefined {
  const [key] = (encryption?.Rule ?? []).flatMap(
    (rule) => rule.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? [],
  );
  // Whoever owns the key decides who reads the logs, and for how long.
  return key === undefined
    ? undefined
    : { ...CHANGED, severity: 'medium', object: `the key that encrypts ${bucket} to ${key}` };
}

function actOnPolicy(policy: PolicyDocument, bucket: string): ActOnLogs | undefined {
  return letsServicesWrite(policy)
    ? { ...CHANGED, severity: 'medium', object: `the policy of ${bucket}` }
    : { ...CHANGED, severity: 'critical', object: `the policy of ${bucket}: it lets no service write logs any more` };
}

/** Whether logs still get in: some service of AWS may write, and no statement keeps everybody out. */
function letsServicesWrite({ statements }: PolicyDocument): boolean {
  return statements.some(letsAServiceWrite) && !statements.some(keepsEverybodyOut);
}

function letsAServiceWrite(statement: PolicyStatement): boolean {
  const { effect, principals, actions } = statement;
  const isForService = principals.some(({ type }) => type === 'Service') || deliversAccessLogs(statement);
  return effect === 'Allow' && isForService && isAboutWriting(actions);
}

function keepsEverybodyOut({ effect, principals, actions, conditions }: PolicyStatement): boolean {
  const everybody = principals.some(
    ({ type, id }) => id === '*' || (type === 'Service' && id === 'cloudtrail.amazonaws.com'),
  );
  return effect === 'Deny' && everybody && conditions.length === 0 && isAboutWriting(actions);
}

function isAboutWriting(actions: readonly string[]): boolean {
  return actions.some((action) => covers(action, 's3:PutObject'));
}
