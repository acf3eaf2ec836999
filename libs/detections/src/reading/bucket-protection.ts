import * as z from 'zod'; // not { z }: that bundles every locale
import { type Severity } from '../severity.ts';
import { Lifecycle, expiryDaysOf } from './lifecycle.ts';
import { Name } from './text.ts';

const Named = z.object({ bucketName: Name });
const Versioning = z.lazy(() => z.object({ Status: z.string().nullish(), MfaDelete: z.string().nullish() }).nullish());

/** A call that may take from a bucket what keeps its objects. */
export const ProtectionCall = z.lazy(() =>
  z.discriminatedUnion('eventName', [
    z.object({ eventName: z.enum(['DeleteBucketEncryption', 'DeleteBucketReplication']), requestParameters: Named }),
    z.object({
      eventName: z.literal('PutBucketLifecycle'),
      requestParameters: Named.extend({ LifecycleConfiguration: Lifecycle }),
    }),
    z.object({
      eventName: z.literal('PutBucketVersioning'),
      requestParameters: Named.extend({ VersioningConfiguration: Versioning }),
    }),
  ]),
);
export type ProtectionCall = z.infer<typeof ProtectionCall>;

/** A protection that is gone. */
export interface Loss {
  readonly severity: Severity;
  /** To follow the actor and to go before the bucket: `turned off MFA delete of`. */
  readonly did: string;
  readonly protection: string;
}

/** Shorter than this and the objects are gone before anybody looks. */
const DAYS_TO_NOTICE = 7;

/** What a bucket lost by the call; `undefined` when nothing. */
export function lossOf(call: ProtectionCall): Loss | undefined {
  switch (call.eventName) {
    case 'DeleteBucketEncryption':
      return { severity: 'medium', did: 'set the encryption back to the default of', protection: 'encryption' };
    case 'DeleteBucketReplication':
      return { severity: 'high', did: 'stopped the copying to another of', protection: 'replication' };
    case 'PutBucketLifecycle': {
      const days = expiryDaysOf(call.requestParameters.LifecycleConfiguration);
      return days === undefined || days > DAYS_TO_NOTICE
        ? undefined
        : { severity: 'high', did: `had objects deleted ${describeExpiry(days)} from`, protection: 'lifecycle' };
    }
    case 'PutBucketVersioning':
      return lossOfVersions(call.requestParameters.VersioningConfiguration);
  }
}

function lossOfVersions(versioning: z.infer<typeof Versioning>): Loss | undefined {
  if (versioning?.Status === 'Suspended' || versioning?.Status === 'Disabled') {
    return { severity: 'high', did: 'suspended the versioning of', protection: 'versioning' };
  }
  return versioning?.MfaDelete === 'Disabled'
    ? { severity: 'high', did: 'turned off MFA delete of', protection: 'MFA delete' }
    : undefined;
}

function describeExpiry(days: number): string {
  if (days === 0) {
    return 'on a fixed date';
  }
  return days === 1 ? 'after 1 day' : `after ${days} days`;
}
