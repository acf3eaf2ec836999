import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { snapshotExported } from './snapshot-exported.ts';

const database = recordOf('rds:StartExportTask', {
  exportTaskIdentifier: 'payments-export',
  sourceArn: 'arn:aws:rds:eu-central-1:111122223333:snapshot:payments-2026-10-13',
  s3BucketName: 'example-exports',
  iamRoleArn: 'arn:aws:iam::111122223333:role/export',
  kmsKeyId: 'alias/export',
});
const tableTo = (s3BucketOwner?: string) =>
  recordOf('dynamodb:ExportTableToPointInTime', {
    tableArn: 'arn:aws:dynamodb:eu-central-1:111122223333:table/customers',
    s3Bucket: 'example-lake',
    s3BucketOwner,
  });

describeDetection(snapshotExported, {
  settings: { ownAccounts: ['777788889999'], deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a database snapshot': {
      event: database,
      summary: 'ana (IAM user) exported the database snapshot payments-2026-10-13 to the bucket example-exports',
      subject: 'payments-2026-10-13',
    },
    'a database snapshot, by a role for deployments': {
      event: by(callers.deploy, database),
      severity: 'low',
      summary:
        'build-77 (role deploy) exported the database snapshot payments-2026-10-13 to the bucket example-exports',
    },
    'a table, to a bucket of this account': {
      event: tableTo(),
      summary: 'ana (IAM user) exported the table customers to the bucket example-lake',
    },
    'a table, to a bucket of our own': {
      event: tableTo('777788889999'),
      summary: 'ana (IAM user) exported the table customers to the bucket example-lake',
    },
    "a table, to somebody else's bucket": {
      event: tableTo('444455556666'),
      severity: 'high',
      summary: 'ana (IAM user) exported the table customers to the bucket example-lake of the account 444455556666',
    },
    'a machine': {
      event: recordOf('ec2:CreateInstanceExportTask', {
        exportToS3: { containerFormat: 'ova', diskImageFormat: 'VMDK', s3Bucket: 'example-vms', s3Prefix: 'vms/' },
        instanceId: 'i-0f1e',
        targetEnvironment: 'vmware',
      }),
      summary: 'ana (IAM user) exported the machine i-0f1e to the bucket example-vms',
    },
    'an image': {
      event: recordOf('ec2:ExportImage', {
        ExportImageRequest: {
          ImageId: 'ami-0a1b',
          DiskImageFormat: 'RAW',
          S3ExportLocation: { S3Bucket: 'example-vms' },
        },
      }),
      summary: 'ana (IAM user) exported the image ami-0a1b to the bucket example-vms',
    },
    'an image that is stored': {
      event: recordOf('ec2:CreateStoreImageTask', {
        CreateStoreImageTaskRequest: { ImageId: 'ami-0a1b', Bucket: 'example-vms' },
      }),
      summary: 'ana (IAM user) exported the image ami-0a1b to the bucket example-vms',
    },
    'an export that names nothing': {
      event: recordOf('ec2:ExportImage', {}),
      summary: 'ana (IAM user) exported the image to the bucket (not named)',
      subject: 'exports of 111122223333',
    },
  },
  ignores: {
    'an export that is cancelled': { ...database, eventName: 'CancelExportTask' },
    'the call of the same name of another service': { ...database, eventSource: 'discovery.amazonaws.com' },
    'a call that was denied': denied(database),
  },
});
