import { Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';

/** No public access, no ACLs, no plain HTTP, and no version is lost by overwriting. */
export const LOCKED_DOWN = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  versioned: true,
} as const;

/** A record of who read the evidence, or tried to. */
export class AccessLogBucket extends Bucket {
  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    const { account, region } = Stack.of(scope);

    super(scope, id, {
      ...LOCKED_DOWN,
      bucketName: `trailbell-access-logs-${account}-${region}`,
      encryption: BucketEncryption.S3_MANAGED, // the log delivery of S3 cannot use a key of ours
      lifecycleRules: [
        { id: 'expire', expiration: Duration.days(400), noncurrentVersionExpiration: Duration.days(30) },
      ],
      removalPolicy,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds access logs itself; logging the delivery of logs would never end.',
    });
  }

  /** Records every access to `bucket` here. */
  record(bucket: Bucket): void {
    const resource = bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) {
      throw new TypeError(`${bucket.node.path} has no AWS::S3::Bucket`);
    }
    resource.loggingConfiguration = { destinationBucketName: this.bucketName };

    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogDeliveryWrites',
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.arnForObjects('*')],
        conditions: {
          ArnLike: { 'aws:SourceArn': bucket.bucketArn },
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
        },
      }),
    );
  }
}
