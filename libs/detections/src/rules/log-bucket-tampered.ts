import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { describeAct } from '../reading/act.ts';
import { isKnownLogBucket, logBucketNames } from '../reading/log-bucket.ts';
import { LogBucketCall, LogBucketChange, actOnLogs } from '../reading/log-bucket-change.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { type Settings } from '../settings.ts';
import { type Severity } from '../severity.ts';

/** A bucket that only its name calls a log bucket may hold something else, so what happens to it weighs one step less. */
const ONE_LESS: Readonly<Record<Severity, Severity>> = {
  critical: 'high',
  high: 'medium',
  medium: 'low',
  low: 'info',
  info: 'info',
};

/**
 * Logs were deleted, are to be deleted soon, or can no longer get into their bucket. Or somebody tried to and was denied.
 *
 * The quiet way to stop a trail: it goes on logging, into nothing. Read is what the call does to the logs. A log bucket that is
 * made public, or loses its own access log, rings as any other bucket does.
 */
export const logBucketTampered = defineDetection({
  id: 'log-bucket-tampered',
  title: 'Log bucket deleted, cut off or set to forget',
  severity: 'critical',
  why: 'The trail goes on as if nothing had happened while its files are deleted or never arrive. What was done before, and what comes next, leaves no evidence.',
  falsePositives: [
    'Retention is changed on purpose, in code as a rule. Name the role that deploys in `deployRoles`.',
    'A bucket has cloudtrail in its name and holds something else, results of queries say. Suppress it by its name.',
  ],
  runbook: [
    'Put back the policy, the versioning and the lifecycle of the bucket from its code. S3 applies a lifecycle at midnight UTC: be faster.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Check that files of every region still arrive, and restore deleted versions where the bucket has versions.',
    'For the time that is lost, look in Event history, which keeps 90 days and cannot be changed.',
  ],
  techniques: ['T1685.002', 'T1485'],
  controls: ['CIS 4.8', 'CloudWatch.8'],
  pattern: (settings) =>
    apiCalls({
      eventSource: 's3.amazonaws.com',
      eventNames: LogBucketChange.options.map(({ shape }) => shape.eventName.value),
      detail: { requestParameters: { bucketName: logBucketNames(settings) } },
    }),
  reads: LogBucketCall,
  services: 'told',
  matches(call, settings) {
    switch (call.outcome.kind) {
      case 'failed':
        return false;
      case 'denied':
        return !isOrdinaryChange(call, settings) && (call.change === undefined || isWorthTelling(call, settings));
      case 'succeeded':
      case 'unknown':
        return isWorthTelling(call, settings);
    }
  },
  severityOf(call, settings) {
    if (isOrdinaryChange(call, settings)) {
      return 'low';
    }
    const { severity } = actIn(call) ?? CHANGED;
    const weighed = call.outcome.kind === 'denied' && severity === 'critical' ? 'high' : severity;
    return isKnownLogBucket(call.bucketName, settings) ? weighed : ONE_LESS[weighed];
  },
  subject: ({ bucketName }) => bucketName,
  summarize(call) {
    const act = actIn(call);
    return act
      ? describeAct(call, act, act.object)
      : describeAct(call, CHANGED, `the log bucket ${call.bucketName} by ${call.eventName}`);
  },
});

/** What was asked for where that cannot be read. */
const CHANGED = { severity: 'high', did: 'changed', triedTo: 'change' } as const;

function actIn({ change }: Call<LogBucketCall>) {
  return change && actOnLogs(change);
}

function isWorthTelling(call: Call<LogBucketCall>, settings: Settings): boolean {
  const act = actIn(call);
  return act !== undefined && (act.severity !== 'low' || isKnownLogBucket(call.bucketName, settings));
}
