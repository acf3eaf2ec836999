import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type Construct } from 'constructs';
import { CloudName, explainUnseen } from '@trailbell/cdk';
import { trailArn } from './trail-arn.ts';

/** Encrypts the log files, their bucket and the log group. */
export class TrailKey extends Key {
  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id, {
      alias: 'alias/trailbell-trail',
      description: 'Encrypts what the trail of Trailbell writes',
      enableKeyRotation: true,
      removalPolicy,
    });
    this.allowCloudTrail();
    this.allowLogGroup();
    explainUnseen(
      this,
      'Allow kms:*',
      'Who reads the evidence is for the roles of the account to say: no lambda does.',
    );
  }

  private allowCloudTrail(): void {
    const { partition, account } = Stack.of(this);
    const cloudTrail = { principals: [new ServicePrincipal('cloudtrail.amazonaws.com')], resources: ['*'] }; // this key
    const forOurTrail = { 'aws:SourceArn': trailArn(this) };

    this.addToResourcePolicy(
      new PolicyStatement({
        ...cloudTrail,
        sid: 'CloudTrailEncrypts',
        actions: ['kms:GenerateDataKey*'],
        conditions: {
          StringEquals: forOurTrail,
          StringLike: {
            'kms:EncryptionContext:aws:cloudtrail:arn': `arn:${partition}:cloudtrail:*:${account}:trail/*`,
          },
        },
      }),
    );
    this.addToResourcePolicy(
      new PolicyStatement({
        ...cloudTrail,
        sid: 'CloudTrailLooksUpTheKey',
        actions: ['kms:DescribeKey'],
        conditions: { StringEquals: forOurTrail },
      }),
    );
  }

  private allowLogGroup(): void {
    const { region } = Stack.of(this);
    const logGroupArn = Stack.of(this).formatArn({
      service: 'logs',
      resource: `log-group:${CloudName.TRAIL_LOG_GROUP}`,
    });
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogGroupEncrypts',
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'], // this key
        conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } },
      }),
    );
  }
}
