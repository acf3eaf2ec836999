import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Construct } from 'constructs';
import { CloudName } from '@trailbell/cdk';

/**
 * Encrypts the topics of the hub. AWS's own key for SNS lets neither EventBridge nor CloudWatch in, and a topic they
 * cannot encrypt for stays mute.
 */
export class TopicsKey extends Key {
  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id, {
      alias: 'alias/trailbell-topics',
      description: 'Encrypts the topics of Trailbell',
      enableKeyRotation: true,
      removalPolicy,
    });
    this.allowService('EventBridge', 'events.amazonaws.com');
    this.allowService('CloudWatch', 'cloudwatch.amazonaws.com');

    new StringParameter(this, 'Arn', {
      parameterName: CloudName.TOPICS_KEY_PARAMETER,
      stringValue: this.keyArn,
      description: 'By which the stacks of apps find the key that encrypts the topics',
    });
  }

  private allowService(name: string, service: string): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: `${name}Publishes`,
        principals: [new ServicePrincipal(service)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'], // in a key's policy, this key
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}
