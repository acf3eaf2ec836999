import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { rdsExposedOrWeakened } from './rds-exposed-or-weakened.ts';

const modified = (change: object) =>
  recordOf('rds:ModifyDBInstance', { dBInstanceIdentifier: 'payments', applyImmediately: true, ...change });
const created = (change: object) =>
  recordOf('rds:CreateDBInstance', {
    dBInstanceIdentifier: 'payments',
    masterUsername: 'admin',
    masterUserPassword: '****',
    ...change,
  });
const exposed = modified({ publiclyAccessible: true });

describeDetection(rdsExposedOrWeakened, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a database that is exposed, which it was not': {
      event: { ...exposed, responseElements: { publiclyAccessible: false, backupRetentionPeriod: 7 } },
      changes: [{ what: 'publiclyAccessible', before: 'false', after: 'true' }],
      summary: 'ana (IAM user) opened the database payments to the internet',
      subject: 'payments',
    },
    'a database that a role for deployments exposes': {
      event: by(callers.deploy, exposed),
      severity: 'medium',
      summary: 'build-77 (role deploy) opened the database payments to the internet',
    },
    'another master password': {
      event: modified({ masterUserPassword: '****' }),
      severity: 'medium',
      summary: 'ana (IAM user) changed the master password of the database payments',
    },
    'another master password, by a role for deployments': {
      event: by(callers.deploy, modified({ masterUserPassword: '****' })),
      severity: 'low',
      summary: 'build-77 (role deploy) changed the master password of the database payments',
    },
    'no protection and no backups': {
      event: modified({ deletionProtection: false, backupRetentionPeriod: 0 }),
      severity: 'medium',
      summary: 'ana (IAM user) took the deletion protection off the database payments and turned off the backups of it',
    },
    'a cluster without protection': {
      event: recordOf('rds:ModifyDBCluster', { dBClusterIdentifier: 'ledger', deletionProtection: false }),
      severity: 'medium',
      summary: 'ana (IAM user) took the deletion protection off the database ledger',
      subject: 'ledger',
    },
    'a record of activity that stops': {
      event: recordOf('rds:StopActivityStream', {
        resourceArn: 'arn:aws:rds:eu-central-1:111122223333:cluster:ledger',
        applyImmediately: true,
      }),
      summary: 'ana (IAM user) stopped the activity stream of the database ledger',
      subject: 'ledger',
    },
    'a new database on the internet': {
      event: created({ publiclyAccessible: true }),
      severity: 'medium',
      summary: 'ana (IAM user) created the database payments, open to the internet',
    },
  },
  ignores: {
    'a new database inside the network': created({ publiclyAccessible: false, deletionProtection: false }),
    'a database that is taken off the internet': modified({ publiclyAccessible: false }),
    'a database that is protected': modified({ deletionProtection: true, backupRetentionPeriod: 7 }),
    'a database that grows': modified({ allocatedStorage: 200 }),
    'a call without parameters': { ...exposed, requestParameters: null },
    'a call that was denied': denied(exposed),
  },
});
