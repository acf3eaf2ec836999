import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { type Construct } from 'constructs';
import { CloudName } from '@trailbell/cdk';
import { type Environment } from './config.ts';
import { eventSelectors } from './event-selectors.ts';
import { LogBucket } from './log-bucket.ts';
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
  }
}
