import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { type LogGroup } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';
import { CloudName, SilenceAlarm } from '@trailbell/cdk';
import { type Environment } from './config.ts';
import { eventSelectors } from './event-selectors.ts';
import { LogBucket } from './log-bucket.ts';
import { MailedTopic } from './mailed-topic.ts';
import { removalPolicyOf } from './removal-policy.ts';
import { TrailKey } from './trail-key.ts';
import { TrailLogGroup } from './trail-log-group.ts';

export interface TrailStackProps extends StackProps {
  readonly environment: Environment;
  readonly trail: Extract<Environment['trail'], { mode: 'create' }>;
}

/** The record of everything: all regions, validated, encrypted. Without a trail EventBridge hears of no call at all. */
export class TrailStack extends Stack {
  constructor(scope: Construct, id: string, { environment, trail, ...props }: TrailStackProps) {
    super(scope, id, props);
    const { organizationId, detections } = environment;
    const removalPolicy = removalPolicyOf(environment);
    const key = new TrailKey(this, 'Key', removalPolicy);
    const kept = { key, removalPolicy, ...(organizationId !== undefined && { organizationId }) };
    const bucket = new LogBucket(this, 'Logs', { ...kept, logFileDays: trail.logFileDays });
    const { logGroup, role } = new TrailLogGroup(this, 'LogGroup', { ...kept, retention: trail.logGroupDays });

    // CDK's Trail knows no advanced selectors, and its bucket's policy no aws:SourceArn.
    const resource = new CfnTrail(this, 'Trail', {
      trailName: CloudName.TRAIL,
      isLogging: true,
      isMultiRegionTrail: true,
      isOrganizationTrail: organizationId !== undefined,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: bucket.bucketName,
      kmsKeyId: key.keyArn,
      cloudWatchLogsLogGroupArn: logGroup.logGroupArn,
      cloudWatchLogsRoleArn: role.roleArn,
      advancedEventSelectors: eventSelectors({ ...trail, ...detections, partition: this.partition }),
    });
    resource.node.addDependency(bucket, key, role); // with their policies, which CloudTrail checks first
    this.alarmOnSilence(logGroup, environment);
  }

  /** CloudTrail has no metric of its own that says whether it logs. The heartbeats alone write a record every few minutes. */
  private alarmOnSilence(logGroup: LogGroup, { emails }: Environment): void {
    new SilenceAlarm(this, 'alarm-silent', {
      alarmName: 'trailbell-trail-silent',
      metric: logGroup.metricIncomingLogEvents({ period: Duration.minutes(15), statistic: 'Sum' }),
      periods: 2,
      impact: 'nothing is recorded, and nobody is told of anything: without a trail EventBridge hears of no call',
      finding: 'the trail has written nothing to CloudWatch Logs for half an hour',
      entry: 'trail-silent',
      topic: new MailedTopic(this, 'Alarms', {
        topicName: 'trailbell-trail-alarms',
        displayName: 'Trailbell itself',
        emails: emails.alarms,
      }).allowAlarms(),
    });
  }
}
