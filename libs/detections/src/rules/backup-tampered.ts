import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { ec2Request } from '../reading/ec2-request.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { principalOf } from '../reading/principal.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';
import { type Severity } from '../severity.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: ec2Request(
      z.object({
        backupVaultName: Name.nullish(),
        recoveryPointArn: Name.nullish(),
        backupPlanId: Name.nullish(),
        snapshotId: Name.nullish(),
        imageId: Name.nullish(),
      }),
    ),
  }),
);
type Reads = z.infer<typeof Reads>;

interface Deed {
  readonly severity: Severity;
  readonly did: string;
}

const DEEDS: Readonly<Record<string, Deed>> = {
  DeleteBackupPlan: { severity: 'high', did: 'deleted the backup plan' },
  DeleteBackupVault: { severity: 'critical', did: 'deleted the backup vault' },
  DeleteBackupVaultAccessPolicy: { severity: 'high', did: 'deleted the policy that guards the backup vault' },
  DeleteBackupVaultLockConfiguration: { severity: 'critical', did: 'unlocked the backup vault' },
  DeleteRecoveryPoint: { severity: 'critical', did: 'deleted the backup' },
  UpdateRecoveryPointLifecycle: { severity: 'medium', did: 'changed how long the backup is kept:' },
  DeleteSnapshot: { severity: 'low', did: 'deleted the snapshot' },
  DeregisterImage: { severity: 'low', did: 'deregistered the image' },
};

/**
 * Backups were deleted, or what keeps them from being deleted.
 *
 * What goes before extortion. AWS Backup deletes what has expired by itself, and is not told. Single snapshots and images come
 * and go: those are lines in the digest, until there are many in an hour.
 */
export const backupTampered = defineDetection({
  id: 'backup-tampered',
  title: 'Backups deleted, or no longer kept',
  severity: 'critical',
  why: 'Backups are what makes extortion fail, so they go first. A vault that is unlocked or deleted keeps nothing from whoever holds the credentials.',
  falsePositives: [
    'A project is closed and its vault with it, as somebody announced.',
    'A job clears away old snapshots or images. Suppress it by its role.',
  ],
  runbook: [
    'Ask whoever called whether they meant it. If they did not, disable their credentials at once.',
    'See what is left: other vaults, other accounts and regions, snapshots in the recycle bin. Protect those first.',
    'Lock the vaults again, and set their access policies as they were.',
    'Look for what else the same principal deleted or encrypted.',
  ],
  techniques: ['T1490'],
  pattern: apiCalls({
    eventSource: ['backup.amazonaws.com', 'ec2.amazonaws.com'],
    eventNames: Object.keys(DEEDS),
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf: severityOfOne,
  remembers: [
    {
      ...{ kind: 'distinct', atLeast: 10, windowMinutes: 60, counted: 'snapshots and images' },
      key: (call) => (isOfEc2(call) ? principalOf(call) : undefined),
      values: (call) => [objectOf(call)],
      begins: ({ who }) => `${who} deleted`,
      severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : 'high'),
      subject: ({ actor }) => actor.name,
      isToldAlone: () => true,
    },
  ],
  subject: objectOf,
  summarize: (call) => `${call.who} ${DEEDS[call.eventName]?.did ?? 'deleted'} ${objectOf(call)}`,
});

function severityOfOne(call: Call<Reads>, settings: Settings): Severity {
  const severity = DEEDS[call.eventName]?.severity ?? 'high';
  if (!isOrdinaryChange(call, settings)) {
    return severity;
  }
  return severity === 'critical' ? 'medium' : 'low';
}

function isOfEc2({ requestParameters: { snapshotId, imageId } }: Call<Reads>): boolean {
  return snapshotId != null || imageId != null;
}

function objectOf({ requestParameters }: Call<Reads>): string {
  const { recoveryPointArn, snapshotId, imageId, backupVaultName, backupPlanId } = requestParameters;
  return recoveryPointArn ?? snapshotId ?? imageId ?? backupVaultName ?? backupPlanId ?? '(not named)';
}
