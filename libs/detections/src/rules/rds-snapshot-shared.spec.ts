import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { rdsSnapshotShared } from './rds-snapshot-shared.ts';

function shares(change: object) {
  return recordOf('rds:ModifyDBSnapshotAttribute', {
    dBSnapshotIdentifier: 'payments-2026-10-13',
    attributeName: 'restore',
    ...change,
  });
}

const withStranger = shares({ valuesToAdd: ['444455556666'] });

describeDetection(rdsSnapshotShared, {
  settings: { ownAccounts: ['777788889999'], trustedAccounts: ['222233334444'] },
  alerts: {
    "somebody else's account": {
      event: withStranger,
      summary: 'ana (IAM user) shared the database snapshot payments-2026-10-13 with the account 444455556666',
      subject: 'payments-2026-10-13',
    },
    'an account that may have a role here: data is another matter': {
      event: shares({ valuesToAdd: ['222233334444', '777788889999'] }),
      summary: 'ana (IAM user) shared the database snapshot payments-2026-10-13 with the account 222233334444',
    },
    everybody: {
      event: shares({ valuesToAdd: ['all'] }),
      severity: 'critical',
      summary: 'ana (IAM user) shared the database snapshot payments-2026-10-13 with everybody',
    },
    "a cluster's snapshot": {
      event: recordOf('rds:ModifyDBClusterSnapshotAttribute', {
        dBClusterSnapshotIdentifier: 'ledger-final',
        attributeName: 'restore',
        valuesToAdd: ['444455556666', '555566667777'],
      }),
      summary:
        'ana (IAM user) shared the database snapshot ledger-final with the accounts 444455556666 and 555566667777',
      subject: 'ledger-final',
    },
  },
  ignores: {
    'an account of our own': shares({ valuesToAdd: ['777788889999'] }),
    'the account that owns it': shares({ valuesToAdd: ['111122223333'] }),
    'a permission that is taken back': shares({ valuesToRemove: ['444455556666'] }),
    'another attribute': shares({ attributeName: 'copy-option', valuesToAdd: ['444455556666'] }),
    'a call that was denied': denied(withStranger),
  },
});
