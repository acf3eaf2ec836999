import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { cloudwatchLogsDeleted } from './cloudwatch-logs-deleted.ts';

const calling = (eventName: string, logGroupName: string, parameters: object = {}) =>
  recordOf(`logs:${eventName}`, { logGroupName, ...parameters });
const TRAIL = 'aws-cloudtrail-logs-111122223333';
const deletingTrail = calling('DeleteLogGroup', TRAIL);

describeDetection(cloudwatchLogsDeleted, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'the log group of a trail': {
      event: deletingTrail,
      severity: 'high',
      summary: `ana (IAM user) deleted the log group ${TRAIL}`,
      subject: TRAIL,
    },
    'the log group of a network, by its ARN': {
      event: recordOf('logs:PutRetentionPolicy', {
        logGroupIdentifier: 'arn:aws:logs:eu-central-1:111122223333:log-group:/vpc/flow-logs:*',
        retentionInDays: 1,
      }),
      severity: 'high',
      summary: 'ana (IAM user) set the log group /vpc/flow-logs to forget after 1 day',
      subject: '/vpc/flow-logs',
    },
    'the log group of an application, for the digest': {
      event: calling('DeleteLogGroup', '/aws/lambda/thumbnails'),
      severity: 'low',
      summary: 'ana (IAM user) deleted the log group /aws/lambda/thumbnails',
    },
    'a stream of a cluster': {
      event: calling('DeleteLogStream', '/aws/eks/payments/cluster', { logStreamName: 'kube-apiserver-audit-0a1b' }),
      severity: 'high',
      summary:
        'ana (IAM user) deleted the log stream kube-apiserver-audit-0a1b of the log group /aws/eks/payments/cluster',
    },
    'logs that are forwarded no longer': {
      event: calling('DeleteSubscriptionFilter', '/aws/lambda/payments', { filterName: 'to-siem' }),
      summary: 'ana (IAM user) stopped the forwarding of the log group /aws/lambda/payments by the filter to-siem',
    },
    'a metric that alarms are made of': {
      event: calling('DeleteMetricFilter', TRAIL, { filterName: 'root-usage' }),
      severity: 'high',
      summary: `ana (IAM user) deleted the metric filter root-usage of the log group ${TRAIL}`,
    },
    'where other accounts send their logs': {
      event: recordOf('logs:DeleteDestination', { destinationName: 'all-accounts' }),
      summary: "ana (IAM user) deleted the destination all-accounts of other accounts' logs",
      subject: 'all-accounts',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, deletingTrail),
      severity: 'low',
      summary: `build-77 (role deploy) deleted the log group ${TRAIL}`,
    },
  },
  ignores: {
    'a stack that takes its group with it': by(callers.cloudFormation, deletingTrail),
    'the log group of an application that keeps less': calling('PutRetentionPolicy', '/aws/lambda/thumbnails', {
      retentionInDays: 1,
    }),
    'the log group of a trail that keeps enough': calling('PutRetentionPolicy', TRAIL, { retentionInDays: 90 }),
    'a call that was denied': denied(deletingTrail),
    'a group that does not exist': { ...deletingTrail, errorCode: 'ResourceNotFoundException' },
  },
});
