import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { type LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';
import { CloudName, SilenceAlarm, logBucketNamed } from '@trailbell/cdk';
import { type Environment } from './config.ts';
import { eventSelectors } from './event-selectors.ts';
import { MailedTopic } from './mailed-topic.ts';
import { removalPolicyOf } from './removal-policy.ts';
import { type CreatedTrail } from './trail-config.ts';
import { TrailLogGroup } from './trail-log-group.ts';

export interface TrailStackProps extends StackProps {
  readonly environment: Environment;
  readonly trail: CreatedTrail;
}

/**
 * The record of everything: all regions, validated, encrypted; of one account, or of the whole organisation. Without a
 * trail EventBridge hears of no call at all. It finds bucket and key by their names: they may be another account's.
 */
export class TrailStack extends Stack {
  constructor(scope: Construct, id: string, { environment, trail, ...props }: TrailStackProps) {
    super(scope, id, props);
    const { account, homeRegion, organization, detections } = environment;
    const records = trail.logGroup && this.records(environment, trail.logGroup.days);

    // CDK's Trail knows no advanced selectors, and its bucket's policy no aws:SourceArn.
    const resource = new CfnTrail(this, 'Trail', {
      trailName: CloudName.TRAIL,
      isLogging: true,
      isMultiRegionTrail: true,
      isOrganizationTrail: organization !== undefined,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: logBucketNamed(account, homeRegion),
      kmsKeyId: this.formatArn({ service: 'kms', account, resource: 'alias', resourceName: CloudName.TRAIL_KEY }),
      ...(records && {
        cloudWatchLogsLogGroupArn: records.logGroup.logGroupArn,
        cloudWatchLogsRoleArn: records.role.roleArn,
      }),
      advancedEventSelectors: eventSelectors({ ...trail, ...detections, partition: this.partition }),
      ...(trail.insights.length > 0 && { insightSelectors: trail.insights.map((insightType) => ({ insightType })) }),
    });
    if (records) {
      resource.node.addDependency(records.role); // with its policy, which CloudTrail checks first
      this.alarmOnSilence(records.logGroup, environment);
    }
    new CfnOutput(this, 'TrailArn', { value: resource.attrArn, description: 'The trail' });
  }

  private records(environment: Environment, retention: RetentionDays): TrailLogGroup {
    return new TrailLogGroup(this, 'LogGroup', {
      retention,
      organizationId: environment.organization?.id,
      removalPolicy: removalPolicyOf(environment),
    });
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
