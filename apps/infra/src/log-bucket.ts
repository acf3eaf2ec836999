import { Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption, StorageClass } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { AccessLogBucket, LOCKED_DOWN } from './access-log-bucket.ts';
import { trailArn } from './trail-arn.ts';

export interface LogBucketProps {
  readonly key: IKey;
  readonly logFileDays: number;
  /** The organisation whose trail writes under its own prefix, beside the account's. */
  readonly organizationId?: string;
  readonly removalPolicy: RemovalPolicy;
}

/** The evidence: what the trail writes, kept for long. */
export class LogBucket extends Bucket {
  constructor(scope: Construct, id: string, { key, logFileDays, organizationId, removalPolicy }: LogBucketProps) {
    const { account, region } = Stack.of(scope);

    super(scope, id, {
      ...LOCKED_DOWN,
      bucketName: `trailbell-logs-${account}-${region}`,
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
      removalPolicy,
    });
    this.admitCloudTrail([account, ...(organizationId === undefined ? [] : [organizationId])]);
    new AccessLogBucket(this, 'AccessLogs', removalPolicy).record(this);
  }

  private admitCloudTrail(prefixes: readonly string[]): void {
    const cloudTrail = [new ServicePrincipal('cloudtrail.amazonaws.com')];
    const forOurTrail = { 'aws:SourceArn': trailArn(this) };

    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'CloudTrailChecksTheAcl',
        principals: cloudTrail,
        actions: ['s3:GetBucketAcl'],
        resources: [this.bucketArn],
        conditions: { StringEquals: forOurTrail },
      }),
    );
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'CloudTrailWrites',
        principals: cloudTrail,
        actions: ['s3:PutObject'],
        resources: prefixes.map((prefix) => this.arnForObjects(`AWSLogs/${prefix}/*`)),
        conditions: { StringEquals: { ...forOurTrail, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    );
  }
}
