import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { guarddutyDisabled } from './guardduty-disabled.ts';

const deleting = recordOf('guardduty:DeleteDetector', { detectorId: 'c6b9' });
const updating = (change: object) => recordOf('guardduty:UpdateDetector', { detectorId: 'c6b9', ...change });
const SUBJECT = 'GuardDuty of 111122223333 in eu-central-1';

describeDetection(guarddutyDisabled, {
  alerts: {
    'a detector that is deleted': {
      event: deleting,
      summary: 'ana (IAM user) deleted the GuardDuty detector c6b9',
      subject: SUBJECT,
    },
    'a detector that is suspended': {
      event: updating({ enable: false }),
      summary: 'ana (IAM user) suspended the GuardDuty detector c6b9',
      subject: SUBJECT,
    },
    'a feature that is turned off': {
      event: updating({
        enable: true,
        features: [
          { name: 'S3_DATA_EVENTS', status: 'DISABLED' },
          { name: 'EKS_AUDIT_LOGS', status: 'ENABLED' },
        ],
      }),
      severity: 'high',
      summary: 'ana (IAM user) turned off S3_DATA_EVENTS of GuardDuty',
    },
    'data sources that are turned off, as they were called until 2023': {
      event: updating({
        dataSources: {
          s3Logs: { enable: false },
          kubernetes: { auditLogs: { enable: false } },
          malwareProtection: { scanEc2InstanceWithFindings: { ebsVolumes: false } },
        },
      }),
      severity: 'high',
      summary: 'ana (IAM user) turned off S3 logs, Kubernetes audit logs and malware scans of GuardDuty',
    },
    'members nobody watches any more': {
      event: recordOf('guardduty:StopMonitoringMembers', { detectorId: 'c6b9', accountIds: ['444455556666'] }),
      summary: 'ana (IAM user) stopped watching the GuardDuty members 444455556666',
    },
    'members that are removed': {
      event: recordOf('guardduty:DeleteMembers', { detectorId: 'c6b9', accountIds: ['444455556666', '777788889999'] }),
      summary: 'ana (IAM user) removed the GuardDuty members 444455556666 and 777788889999',
    },
    'an account that cuts itself off': {
      event: recordOf('guardduty:DisassociateFromAdministratorAccount', { detectorId: 'c6b9' }),
      summary: "ana (IAM user) cut this account off from GuardDuty's administrator account",
    },
    'an account that cuts itself off, as it was called until 2021': {
      event: recordOf('guardduty:DisassociateFromMasterAccount', { detectorId: 'c6b9' }),
      summary: "ana (IAM user) cut this account off from GuardDuty's administrator account",
    },
    'an organisation without an administrator account': {
      event: recordOf('guardduty:DisableOrganizationAdminAccount', { adminAccountId: '444455556666' }),
      summary: "ana (IAM user) removed GuardDuty's administrator account",
    },
    'members that are cut off': {
      event: recordOf('guardduty:DisassociateMembers', { detectorId: 'c6b9', accountIds: ['444455556666'] }),
      summary: 'ana (IAM user) cut off the GuardDuty members 444455556666',
    },
    'findings that are exported no longer': {
      event: recordOf('guardduty:DeletePublishingDestination', { detectorId: 'c6b9', destinationId: '4ac7' }),
      severity: 'high',
      summary: 'ana (IAM user) deleted the place where GuardDuty leaves its findings',
    },
    'an attempt that was denied': {
      event: denied(deleting, { requestParameters: { detectorId: 'c6b9' }, responseElements: { message: 'no' } }),
      severity: 'high',
      summary: 'ana (IAM user) tried to delete the GuardDuty detector c6b9 and was denied',
    },
    'an attempt that was denied, and does not say on what': {
      event: denied(recordOf('guardduty:StopMonitoringMembers', null)),
      severity: 'high',
      summary: 'ana (IAM user) tried to stop watching members of GuardDuty and was denied',
    },
    'a stack that is deleted with its detector, for the digest': {
      event: by(callers.cloudFormation, deleting),
      severity: 'low',
      summary: 'build-77 (role deploy) through cloudformation.amazonaws.com deleted the GuardDuty detector c6b9',
    },
  },
  ignores: {
    'a detector that reports more often': updating({ enable: true, findingPublishingFrequency: 'FIFTEEN_MINUTES' }),
    'a detector that reports more often, and says no more': updating({ findingPublishingFrequency: 'FIFTEEN_MINUTES' }),
    'a feature that is turned on': updating({ features: [{ name: 'S3_DATA_EVENTS', status: 'ENABLED' }] }),
    'an update that was denied, and does not say what of': denied(updating({ enable: false })),
    'a detector that does not exist': { ...deleting, errorCode: 'BadRequestException' },
  },
});
