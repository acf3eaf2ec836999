import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { describeAccounts, strangersAmong } from '../reading/receivers.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({
      dBSnapshotIdentifier: Name.nullish(),
      dBClusterSnapshotIdentifier: Name.nullish(),
      attributeName: z.string().nullish(),
      valuesToAdd: z.array(Name).nullish(),
    }),
  }),
);
type Reads = z.infer<typeof Reads>;

/** A snapshot of a database was shared with an account that is not ours, or with everybody. */
export const rdsSnapshotShared = defineDetection({
  id: 'rds-snapshot-shared',
  title: 'Database snapshot shared outside',
  severity: 'high',
  why: 'Whoever it is shared with can restore the whole database in their own account, where nobody sees what they read.',
  falsePositives: [
    'Backups are kept in another account of the company. Add it to `ownAccounts` in the settings.',
    'A sample database is published on purpose. Suppress it by the name of the snapshot.',
  ],
  runbook: [
    'Take the account out of the restore attribute again: the copy may not have been made yet.',
    'Find out what the database holds, and tell whoever answers for personal data if it holds any.',
    'Change the passwords and keys that are stored in it.',
    'Ask whoever called whose account that is. If they do not know, disable their credentials.',
    'Look for other snapshots the same principal made or shared.',
  ],
  techniques: ['T1537'],
  controls: ['RDS.1'],
  pattern: apiCalls({
    eventSource: 'rds.amazonaws.com',
    eventNames: ['ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call, settings) => isPublic(call) || strangersIn(call, settings).length > 0,
  severityOf: (call) => (isPublic(call) ? 'critical' : 'high'),
  subject: snapshotOf,
  summarize(call, settings) {
    const receivers = isPublic(call) ? 'everybody' : describeAccounts(strangersIn(call, settings));
    return `${call.who} shared the database snapshot ${snapshotOf(call)} with ${receivers}`;
  },
});

function snapshotOf({ requestParameters }: Call<Reads>): string {
  return requestParameters.dBSnapshotIdentifier ?? requestParameters.dBClusterSnapshotIdentifier ?? '(not named)';
}

/** Who may now restore it. */
function receiversIn({ requestParameters: { attributeName, valuesToAdd } }: Call<Reads>): readonly string[] {
  return attributeName === 'restore' ? (valuesToAdd ?? []) : [];
}

function isPublic(call: Call<Reads>): boolean {
  return receiversIn(call).includes('all');
}

function strangersIn(call: Call<Reads>, settings: Settings): readonly string[] {
  return strangersAmong(receiversIn(call), call.account, settings);
}
