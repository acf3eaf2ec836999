import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { Name } from '../reading/text.ts';
import { WholeNumber } from '../reading/whole-number.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({ keyId: Name.nullish(), pendingWindowInDays: WholeNumber }).nullish(),
    // Names the key by its id when the caller gave an alias.
    responseElements: z.object({ keyId: Name.nullish(), deletionDate: Name.nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * An encryption key was disabled, is to be deleted, or lost its imported material.
 *
 * A key that is to be deleted can be saved for days; what it encrypted cannot be read in the meantime.
 */
export const kmsKeyDisabledOrDeleted = defineDetection({
  id: 'kms-key-disabled-or-deleted',
  title: 'Encryption key disabled or scheduled for deletion',
  severity: 'high',
  why: 'Everything that is encrypted with the key can no longer be read: disks, databases, backups. Once the key is deleted, nobody can bring it back, not even AWS.',
  falsePositives: [
    'A key that nothing uses any more is cleared away, as somebody announced.',
    'A test environment is torn down. Reviewed changes by a role in `deployRoles` go to the alert channel.',
  ],
  runbook: [
    'Cancel the deletion and enable the key: `aws kms cancel-key-deletion`, then `aws kms enable-key`.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials at once.',
    'Look in CloudTrail for what used the key in the last weeks: that is what stops working.',
    'Look for other keys, backups and snapshots that the same principal touched: this is how extortion begins.',
  ],
  techniques: ['T1485'],
  controls: ['CIS 4.7', 'CloudWatch.7', 'KMS.3'],
  pattern: apiCalls({
    eventSource: 'kms.amazonaws.com',
    eventNames: ['DeleteImportedKeyMaterial', 'DisableKey', 'ScheduleKeyDeletion'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf: ({ actor }, settings) => (isDeployRole(actor, settings) ? 'medium' : 'high'),
  subject: keyOf,
  summarize: (call) => `${call.who} ${describeAct(call)}`,
});

function describeAct(call: Call<Reads>): string {
  switch (call.eventName) {
    case 'DisableKey':
      return `disabled the key ${keyOf(call)}`;
    case 'DeleteImportedKeyMaterial':
      return `deleted the imported material of the key ${keyOf(call)}`;
    default: {
      // Of a key in several regions the call says no time: the replicas go first.
      const days = call.requestParameters?.pendingWindowInDays;
      return `scheduled the key ${keyOf(call)} for deletion${days ? ` in ${days} days` : ''}`;
    }
  }
}

/** The key by its id, whether the caller gave the id, the ARN or an alias. */
function keyOf({ requestParameters, responseElements }: Call<Reads>): string {
  return (responseElements?.keyId ?? requestParameters?.keyId)?.split('/').at(-1) ?? '(not named)';
}
