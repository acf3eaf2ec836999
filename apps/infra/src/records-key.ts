import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type Construct } from 'constructs';
import { CloudName, explainUnseen } from '@trailbell/cdk';

/** Encrypts the log group of records, and no other: CloudWatch Logs wants a key of the group's own account and region. */
export class RecordsKey extends Key {
  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id, {
      alias: 'alias/trailbell-records',
      description: 'Encrypts the records that CloudWatch Logs keeps for queries',
      enableKeyRotation: true,
      removalPolicy,
    });
    explainUnseen(this, 'Allow kms:*', 'Who queries records is for the roles of the account to say: no lambda does.');
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
