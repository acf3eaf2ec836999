import { Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption, ObjectLockRetention, StorageClass } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { logBucketNamed } from '@trailbell/cdk';
import { AccessLogBucket, LOCKED_DOWN } from './access-log-bucket.ts';
import { trailArn } from './trail-arn.ts';
import { type CreatedTrail } from './trail-config.ts';

export interface LogBucketProps extends Pick<CreatedTrail, 'logFileDays' | 'objectLock'> {
  readonly key: IKey;
  /** The accounts whose trails write here. */
  readonly owners: readonly string[];
  /** The organisation whose trail writes under its own prefix, beside its owner's. */
  readonly organizationId: string | undefined;
  readonly removalPolicy: RemovalPolicy;
}

/** The evidence: what the trail writes, kept for long. */
export class LogBucket extends Bucket {
  constructor(scope: Construct, id: string, props: LogBucketProps) {
    const { key, logFileDays, objectLock, owners, organizationId, removalPolicy } = props;
    const { account, region } = Stack.of(scope);

    super(scope, id, {
      ...LOCKED_DOWN,
      bucketName: logBucketNamed(account, region),
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      lifecycleRules: [
        {
          id: 'expire',
          transitions: [{ storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(90) }],
          expiration: Duration.days(logFileDays),
          noncurrentVersionExpiration: Duration.days(30),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
      ...(objectLock && { objectLockDefaultRetention: retentionOf(objectLock) }),
      removalPolicy,
    });
    this.admitCloudTrail(owners, organizationId);
    new AccessLogBucket(this, 'AccessLogs', removalPolicy).record(this);
  }

  private admitCloudTrail(owners: readonly string[], organizationId: string | undefined): void {
    const prefixes = [...owners, ...(organizationId === undefined ? [] : [organizationId])];
    const cloudTrail = [new ServicePrincipal('cloudtrail.amazonaws.com')];
    const forOurTrails = { 'aws:SourceArn': owners.map((owner) => trailArn(this, owner)) };

    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'CloudTrailChecksTheAcl',
        principals: cloudTrail,
        actions: ['s3:GetBucketAcl'],
        resources: [this.bucketArn],
        conditions: { StringEquals: forOurTrails },
      }),
    );
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'CloudTrailWrites',
        principals: cloudTrail,
        actions: ['s3:PutObject'],
        resources: prefixes.map((prefix) => this.arnForObjects(`AWSLogs/${prefix}/*`)),
        conditions: { StringEquals: { ...forOurTrails, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    );
  }
}

function retentionOf({ mode, days }: NonNullable<CreatedTrail['objectLock']>): ObjectLockRetention {
  const duration = Duration.days(days);
  return mode === 'compliance' ? ObjectLockRetention.compliance(duration) : ObjectLockRetention.governance(duration);
}
