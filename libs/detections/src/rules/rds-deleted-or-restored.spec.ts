import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { rdsDeletedOrRestored } from './rds-deleted-or-restored.ts';

const deleted = (skipFinalSnapshot: boolean) =>
  recordOf('rds:DeleteDBInstance', { dBInstanceIdentifier: 'payments', skipFinalSnapshot });
const restored = (publiclyAccessible: boolean) =>
  recordOf('rds:RestoreDBInstanceFromDBSnapshot', {
    dBInstanceIdentifier: 'payments-copy',
    dBSnapshotIdentifier: 'payments-2026-10-13',
    publiclyAccessible,
  });

describeDetection(rdsDeletedOrRestored, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a database of which nothing is kept': {
      event: deleted(true),
      severity: 'high',
      summary: 'ana (IAM user) deleted the database payments and kept no snapshot',
      subject: 'payments',
    },
    'a database of which nothing is kept, by a role for deployments': {
      event: by(callers.deploy, deleted(true)),
      severity: 'medium',
      summary: 'build-77 (role deploy) deleted the database payments and kept no snapshot',
    },
    'a database of which a snapshot is kept': {
      event: deleted(false),
      summary: 'ana (IAM user) deleted the database payments',
    },
    'a database of which a role for deployments keeps a snapshot, in the digest': {
      event: by(callers.deploy, deleted(false)),
      severity: 'low',
      summary: 'build-77 (role deploy) deleted the database payments',
    },
    'a snapshot': {
      event: recordOf('rds:DeleteDBSnapshot', { dBSnapshotIdentifier: 'payments-2026-10-13' }),
      summary: 'ana (IAM user) deleted the database snapshot payments-2026-10-13',
    },
    'automatic backups': {
      event: recordOf('rds:DeleteDBInstanceAutomatedBackup', { dbiResourceId: 'db-EXAMPLE' }),
      summary: 'ana (IAM user) deleted the automatic backups of the database db-EXAMPLE',
    },
    'a copy on the internet': {
      event: restored(true),
      severity: 'high',
      summary: 'ana (IAM user) restored the database payments-copy from a snapshot, open to the internet',
      subject: 'payments-copy',
    },
    'a copy inside the network, in the digest': {
      event: restored(false),
      severity: 'low',
      summary: 'ana (IAM user) restored the database payments-copy from a snapshot',
    },
    'a record without parameters': {
      event: recordOf('rds:DeleteDBCluster', null),
      summary: 'ana (IAM user) deleted the database cluster (not named)',
    },
  },
  ignores: {
    'a database that is stopped': { ...deleted(true), eventName: 'StopDBInstance' },
    'snapshots that RDS itself clears away': by(callers.service, deleted(true)),
    'a database that is protected': { ...deleted(true), errorCode: 'InvalidParameterCombinationException' },
    'a call that was denied': denied(deleted(true)),
  },
});
