import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { settingChanges } from '../reading/changes.ts';
import {
  DatabaseAnswer,
  type Weakening,
  DatabaseChange,
  databaseOf,
  weakeningsOf,
} from '../reading/database-change.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { listed } from '../reading/lists.ts';

const Reads = z.lazy(() => z.object({ requestParameters: DatabaseChange, responseElements: DatabaseAnswer }));
type Reads = z.infer<typeof Reads>;

const CREATIONS = new Set(['CreateDBCluster', 'CreateDBInstance']);

/**
 * A database became reachable from the internet, or lost what protects it: its password, its backups, its protection from
 * deletion, its record of activity.
 *
 * A new database has a password and may lack protection; of it only reachability is told.
 */
export const rdsExposedOrWeakened = defineDetection({
  id: 'rds-exposed-or-weakened',
  title: 'Database exposed to the internet or its protection removed',
  severity: 'high',
  why: 'A public address is all that a leaked or guessed password needs. A new master password opens every table; without deletion protection and backups one call destroys them.',
  falsePositives: [
    'A password is rotated, or a database is retired, by an administrator who announced it.',
    'Infrastructure code sends the password each time. Reviewed changes by a role in `deployRoles` weigh less.',
  ],
  runbook: [
    'Take it back: not publicly accessible, deletion protection on, backups and activity stream on.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials.',
    'If the password was changed, set another, and look for logins since in the log of the database.',
    'Look at its security groups for who could reach it, and for snapshots made since.',
  ],
  techniques: ['T1098'],
  controls: ['RDS.2', 'RDS.8'],
  pattern: apiCalls({
    eventSource: 'rds.amazonaws.com',
    eventNames: [...CREATIONS, 'ModifyDBCluster', 'ModifyDBInstance', 'StopActivityStream'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call) => lossesIn(call).length > 0,
  severityOf(call, settings) {
    const isGrave = lossesIn(call).some(({ severity }) => severity === 'high');
    const [grave, other] = isDeployRole(call.actor, settings)
      ? (['medium', 'low'] as const)
      : (['high', 'medium'] as const);
    return isGrave ? grave : other;
  },
  subject: ({ requestParameters }) => databaseOf(requestParameters),
  changes: ({ requestParameters, responseElements }) => {
    const { publiclyAccessible, deletionProtection, backupRetentionPeriod } = requestParameters ?? {};
    return settingChanges({ publiclyAccessible, deletionProtection, backupRetentionPeriod }, responseElements ?? {});
  },
  summarize(call) {
    const database = `the database ${databaseOf(call.requestParameters)}`;
    // Named once: `turned off the backups of the database payments and opened it to the internet`.
    const losses = lossesIn(call).map(({ did }, position) => did(position === 0 ? database : 'it'));
    return `${call.who} ${listed(losses)}`;
  },
});

function lossesIn({ eventName, requestParameters }: Call<Reads>): readonly Weakening[] {
  if (eventName === 'StopActivityStream') {
    return [{ severity: 'high', did: (database) => `stopped the activity stream of ${database}` }];
  }
  if (CREATIONS.has(eventName)) {
    const isPublic = requestParameters?.publiclyAccessible === true;
    return isPublic ? [{ severity: 'medium', did: (database) => `created ${database}, open to the internet` }] : [];
  }
  return weakeningsOf(requestParameters);
}
