import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { Flag } from '../reading/flag.ts';
import { Name } from '../reading/text.ts';
import { type Severity } from '../severity.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({
        dBInstanceIdentifier: Name.nullish(),
        dBClusterIdentifier: Name.nullish(),
        globalClusterIdentifier: Name.nullish(),
        dBSnapshotIdentifier: Name.nullish(),
        dBClusterSnapshotIdentifier: Name.nullish(),
        dbiResourceId: Name.nullish(),
        dbClusterResourceId: Name.nullish(),
        skipFinalSnapshot: Flag,
        publiclyAccessible: Flag,
      })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

const DELETED: Readonly<Record<string, string>> = {
  DeleteDBCluster: 'the database cluster',
  DeleteDBClusterAutomatedBackup: 'the automatic backups of the database cluster',
  DeleteDBClusterSnapshot: 'the database snapshot',
  DeleteDBInstance: 'the database',
  DeleteDBInstanceAutomatedBackup: 'the automatic backups of the database',
  DeleteDBSnapshot: 'the database snapshot',
  DeleteGlobalCluster: 'the global database cluster',
};
const RESTORED: Readonly<Record<string, string>> = {
  RestoreDBClusterFromSnapshot: 'a snapshot',
  RestoreDBInstanceFromDBSnapshot: 'a snapshot',
  RestoreDBInstanceFromS3: 'a bucket',
};

/**
 * A database or its backups were deleted, or a copy of one was restored.
 *
 * Gravest where nothing is left to restore from, and where a copy stands on the internet. A restore inside the network is how
 * people recover data, and how somebody with too few rights on the database reads it: a line in the digest.
 */
export const rdsDeletedOrRestored = defineDetection({
  id: 'rds-deleted-or-restored',
  title: 'Database or its backups deleted, or a copy restored',
  severity: 'medium',
  why: 'Deleting databases and their backups is how extortion is made to hurt. A restored copy has a new password and new security groups: those of whoever restores it.',
  falsePositives: [
    'A database is retired, or a test environment is torn down, as somebody announced.',
    'Old snapshots are cleared away by a job. Suppress it by its role.',
  ],
  runbook: [
    'Ask whoever called whether they meant it. If they did not, disable their credentials at once.',
    'See what is left: snapshots, automatic backups, copies in other regions and accounts. Protect those first.',
    'Restore the database from the latest of them if it is needed.',
    'Of a copy that was restored, see who can reach it, and delete it if nobody knows of it.',
  ],
  techniques: ['T1485'],
  pattern: apiCalls({
    eventSource: 'rds.amazonaws.com',
    eventNames: [...Object.keys(DELETED), ...Object.keys(RESTORED)],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf: (call, settings) => severityBy(isDeployRole(call.actor, settings), call),
  subject: objectOf,
  summarize(call) {
    const source = RESTORED[call.eventName];
    if (source !== undefined) {
      return `${call.who} restored the database ${objectOf(call)} from ${source}${isPublic(call) ? ', open to the internet' : ''}`;
    }
    const deleted = `${call.who} deleted ${DELETED[call.eventName] ?? 'the database'} ${objectOf(call)}`;
    return isWithoutSnapshot(call) ? `${deleted} and kept no snapshot` : deleted;
  },
});

function severityBy(isReviewed: boolean, call: Call<Reads>): Severity {
  if (isWithoutSnapshot(call) || isPublic(call)) {
    return isReviewed ? 'medium' : 'high';
  }
  return isReviewed || call.eventName in RESTORED ? 'low' : 'medium';
}

function isWithoutSnapshot({ eventName, requestParameters }: Call<Reads>): boolean {
  return eventName in DELETED && requestParameters?.skipFinalSnapshot === true;
}

function isPublic({ eventName, requestParameters }: Call<Reads>): boolean {
  return eventName in RESTORED && requestParameters?.publiclyAccessible === true;
}

/** What a call is about; a restore names the new database and the snapshot, and is about the former. */
function objectOf({ requestParameters }: Call<Reads>): string {
  const { dBInstanceIdentifier, dBClusterIdentifier, globalClusterIdentifier, ...others } = requestParameters ?? {};
  const database = dBInstanceIdentifier ?? dBClusterIdentifier ?? globalClusterIdentifier;
  const snapshot = others.dBSnapshotIdentifier ?? others.dBClusterSnapshotIdentifier;
  return database ?? snapshot ?? others.dbiResourceId ?? others.dbClusterResourceId ?? '(not named)';
}
