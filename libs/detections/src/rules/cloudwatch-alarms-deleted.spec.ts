import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { cloudwatchAlarmsDeleted } from './cloudwatch-alarms-deleted.ts';

const deleting = (...alarmNames: string[]) => recordOf('monitoring:DeleteAlarms', { alarmNames });
const deletingRoot = deleting('cis-4.3-root-usage');

describeDetection(cloudwatchAlarmsDeleted, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    "one of Trailbell's own": {
      event: deleting('trailbell-digest-dead-letters-not-empty'),
      severity: 'high',
      summary: 'ana (IAM user) deleted the alarm trailbell-digest-dead-letters-not-empty',
      subject: 'trailbell-digest-dead-letters-not-empty',
    },
    'an alarm about security': {
      event: deletingRoot,
      summary: 'ana (IAM user) deleted the alarm cis-4.3-root-usage',
    },
    'alarms that are silenced': {
      event: recordOf('monitoring:DisableAlarmActions', { alarmNames: ['UnauthorizedCalls', 'load'] }),
      summary: 'ana (IAM user) silenced the alarms UnauthorizedCalls and load',
      subject: 'UnauthorizedCalls',
    },
    'alarms about load, for the digest': {
      event: deleting('load', 'errors', 'latency', 'queue', 'TargetTracking-table/payments-AlarmHigh'),
      severity: 'low',
      summary: 'ana (IAM user) deleted the alarms load, errors, latency and 1 more',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, deletingRoot),
      severity: 'low',
      summary: 'build-77 (role deploy) deleted the alarm cis-4.3-root-usage',
    },
  },
  ignores: {
    'what auto scaling made': deleting('TargetTracking-table/payments-AlarmHigh-0a1b'),
    'auto scaling itself': by({ ...callers.deploy, invokedBy: 'application-autoscaling.amazonaws.com' }, deletingRoot),
    'a call that was denied': denied(deletingRoot),
  },
});
