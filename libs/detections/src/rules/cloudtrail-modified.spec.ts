import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { cloudtrailModified } from './cloudtrail-modified.ts';

const updating = (change: object) => recordOf('cloudtrail:UpdateTrail', { name: 'main', ...change });
const selecting = (...eventSelectors: object[]) =>
  recordOf('cloudtrail:PutEventSelectors', { trailName: 'main', eventSelectors });
const selectingFields = (...selectors: object[][]) =>
  recordOf('cloudtrail:PutEventSelectors', {
    trailName: 'main',
    advancedEventSelectors: selectors.map((fieldSelectors) => ({ name: 'selector', fieldSelectors })),
  });

const MANAGEMENT = { field: 'eventCategory', equals: ['Management'] };
const S3_DATA = [
  { field: 'eventCategory', equals: ['Data'] },
  { field: 'resources.type', equals: ['AWS::S3::Object'] },
];
const BLINDED = 'no longer logs changes (management write events)';

describeDetection(cloudtrailModified, {
  alerts: {
    'a trail that loses regions and validation': {
      event: updating({ isMultiRegionTrail: false, enableLogFileValidation: false }),
      severity: 'critical',
      summary:
        'ana (IAM user) changed the trail main: it no longer logs every region and no longer proves that its files are unchanged',
      subject: 'main',
    },
    'a trail that loses global services': {
      event: updating({ includeGlobalServiceEvents: false }),
      severity: 'critical',
      summary: 'ana (IAM user) changed the trail main: it no longer logs global services such as IAM',
    },
    'a trail that loses its key and its log group': {
      event: updating({ kmsKeyId: '', cloudWatchLogsLogGroupArn: '' }),
      severity: 'critical',
      summary:
        'ana (IAM user) changed the trail main: it is no longer encrypted with its own key and no longer writes to CloudWatch Logs',
    },
    'a trail that is sent to a bucket': {
      event: updating({ s3BucketName: 'example-elsewhere', isMultiRegionTrail: true }),
      severity: 'high',
      summary: 'ana (IAM user) changed the trail main: it writes to the bucket example-elsewhere',
    },
    'a trail that is made stronger': {
      event: updating({ isMultiRegionTrail: true, enableLogFileValidation: true }),
      summary: 'ana (IAM user) changed the trail main',
    },
    'selectors without management events': {
      event: selecting({ readWriteType: 'All', includeManagementEvents: false, dataResources: [] }),
      severity: 'critical',
      summary: `ana (IAM user) changed the event selectors of the trail main: it ${BLINDED}`,
    },
    'selectors for reads alone': {
      event: selecting({ readWriteType: 'ReadOnly', includeManagementEvents: true }),
      severity: 'critical',
      summary: `ana (IAM user) changed the event selectors of the trail main: it ${BLINDED}`,
    },
    'selectors of which one logs everything': {
      event: selecting({ readWriteType: 'ReadOnly', includeManagementEvents: true }, { readWriteType: 'All' }),
      summary: 'ana (IAM user) changed the event selectors of the trail main',
    },
    'advanced selectors without management events': {
      event: selectingFields(S3_DATA),
      severity: 'critical',
      summary: `ana (IAM user) changed the event selectors of the trail main: it ${BLINDED}`,
    },
    'advanced selectors for reads alone': {
      event: selectingFields([MANAGEMENT, { field: 'readOnly', equals: ['true'] }]),
      severity: 'critical',
      summary: `ana (IAM user) changed the event selectors of the trail main: it ${BLINDED}`,
    },
    'advanced selectors for the calls of one service': {
      event: selectingFields([MANAGEMENT, { field: 'eventSource', equals: ['sts.amazonaws.com'] }]),
      severity: 'critical',
      summary: `ana (IAM user) changed the event selectors of the trail main: it ${BLINDED}`,
    },
    'advanced selectors that leave out a noisy service': {
      event: selectingFields([
        MANAGEMENT,
        { field: 'readOnly', equals: ['false'] },
        { field: 'eventSource', notEquals: ['kms.amazonaws.com'] },
      ]),
      summary: 'ana (IAM user) changed the event selectors of the trail main',
    },
    'advanced selectors that add data events': {
      event: selectingFields([MANAGEMENT], S3_DATA),
      summary: 'ana (IAM user) changed the event selectors of the trail main',
    },
    'Insights that are turned off': {
      event: recordOf('cloudtrail:PutInsightSelectors', { trailName: 'main', insightSelectors: [] }),
      summary: 'ana (IAM user) turned off the Insights of the trail main',
    },
    'an event data store that is deleted': {
      event: recordOf('cloudtrail:DeleteEventDataStore', {
        eventDataStore:
          'arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/ee54f226-4305-4c8b-a7f0-90f2EXAMPLE',
      }),
      severity: 'high',
      summary: 'ana (IAM user) deleted the event data store ee54f226-4305-4c8b-a7f0-90f2EXAMPLE',
    },
    'an event data store that takes no more events': {
      event: recordOf('cloudtrail:StopEventDataStoreIngestion', { eventDataStore: 'ee54f226' }),
      severity: 'high',
      summary: 'ana (IAM user) stopped the event data store ee54f226',
    },
    'a delegated administrator that is removed': {
      event: recordOf('cloudtrail:DeregisterOrganizationDelegatedAdmin', { delegatedAdminAccountId: '444455556666' }),
      severity: 'high',
      summary: "ana (IAM user) removed 444455556666 as CloudTrail's delegated administrator",
      subject: 'trails of 111122223333',
    },
    'a new trail, for the digest': {
      event: recordOf('cloudtrail:CreateTrail', { name: 'second', s3BucketName: 'example-second' }),
      severity: 'info',
      summary: 'ana (IAM user) created the trail second',
    },
    'a trail that is started, for the digest': {
      event: recordOf('cloudtrail:StartLogging', { name: 'main' }),
      severity: 'info',
      summary: 'ana (IAM user) started the trail main',
    },
    'the deployment of a trail, for the digest': {
      event: by(callers.cloudFormation, updating({ isMultiRegionTrail: false })),
      severity: 'low',
      summary:
        'build-77 (role deploy) through cloudformation.amazonaws.com changed the trail main: it no longer logs every region',
    },
  },
  ignores: {
    'a change that was denied': denied(updating({ isMultiRegionTrail: false })),
    'a trail that does not exist': {
      ...updating({ includeGlobalServiceEvents: false }),
      errorCode: 'TrailNotFoundException',
    },
  },
});
