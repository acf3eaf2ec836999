import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, calls, denied, recordOf } from '../testing/record-of.ts';
import { backupTampered } from './backup-tampered.ts';

const POINT = 'arn:aws:backup:eu-central-1:111122223333:recovery-point:1eb3b5e7';
const deletingVault = recordOf('backup:DeleteBackupVault', { backupVaultName: 'payments' });
const deletingSnapshot = (index = 0) =>
  recordOf('ec2:DeleteSnapshot', { snapshotId: `snap-0a1b2c3d4e5f6000${index}`, force: false });

describeDetection(backupTampered, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a vault that is deleted': {
      event: deletingVault,
      summary: 'ana (IAM user) deleted the backup vault payments',
      subject: 'payments',
    },
    'a vault that is unlocked': {
      event: recordOf('backup:DeleteBackupVaultLockConfiguration', { backupVaultName: 'payments' }),
      summary: 'ana (IAM user) unlocked the backup vault payments',
    },
    'a vault that loses its policy': {
      event: recordOf('backup:DeleteBackupVaultAccessPolicy', { backupVaultName: 'payments' }),
      severity: 'high',
      summary: 'ana (IAM user) deleted the policy that guards the backup vault payments',
    },
    'a backup that is deleted': {
      event: recordOf('backup:DeleteRecoveryPoint', { backupVaultName: 'payments', recoveryPointArn: POINT }),
      summary: `ana (IAM user) deleted the backup ${POINT}`,
    },
    'a backup that is kept for another time': {
      event: recordOf('backup:UpdateRecoveryPointLifecycle', { backupVaultName: 'payments', recoveryPointArn: POINT }),
      severity: 'medium',
      summary: `ana (IAM user) changed how long the backup is kept: ${POINT}`,
    },
    'a plan that makes backups no longer': {
      event: recordOf('backup:DeleteBackupPlan', { backupPlanId: '8f81f553-3a74-4a3f-b93d-b3360dc80c50' }),
      severity: 'high',
      summary: 'ana (IAM user) deleted the backup plan 8f81f553-3a74-4a3f-b93d-b3360dc80c50',
    },
    'one snapshot, for the digest': {
      event: deletingSnapshot(),
      severity: 'low',
      summary: 'ana (IAM user) deleted the snapshot snap-0a1b2c3d4e5f60000',
    },
    'one image, for the digest': {
      event: recordOf('ec2:DeregisterImage', { imageId: 'ami-0a1b2c3d4e5f60000' }),
      severity: 'low',
      summary: 'ana (IAM user) deregistered the image ami-0a1b2c3d4e5f60000',
    },
    'a vault, by a role that deploys': {
      event: by(callers.deploy, deletingVault),
      severity: 'medium',
      summary: 'build-77 (role deploy) deleted the backup vault payments',
    },
  },
  bursts: {
    'ten snapshots': {
      events: calls(10, deletingSnapshot),
      severity: 'high',
      summary:
        'ana (IAM user) deleted 10 different snapshots and images in 2 minutes: snap-0a1b2c3d4e5f60000, snap-0a1b2c3d4e5f60001, snap-0a1b2c3d4e5f60002 and 7 more',
      subject: 'ana',
    },
  },
  apart: {
    'snapshots of several people': calls(10, (index) =>
      by(index % 2 === 0 ? callers.ana : callers.sso, deletingSnapshot(index)),
    ),
    'a snapshot an hour': calls(10, deletingSnapshot, 3_600),
  },
  ignores: {
    'a backup that has expired': by(
      { type: 'AWSService', invokedBy: 'backup.amazonaws.com' },
      recordOf('backup:DeleteRecoveryPoint', { backupVaultName: 'payments', recoveryPointArn: POINT }),
    ),
    'a vault that is not deleted': denied(deletingVault),
  },
});
