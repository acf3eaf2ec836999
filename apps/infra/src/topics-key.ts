import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Construct } from 'constructs';
import { CloudName, type TopicName, topicNamed } from '@trailbell/cdk';

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
    this.allow('events.amazonaws.com', 'object-writes');
    this.allow('cloudwatch.amazonaws.com', 'alarms');

    new StringParameter(this, 'Arn', {
      parameterName: CloudName.TOPICS_KEY_PARAMETER,
      stringValue: this.keyArn,
      description: 'By which the stacks of apps find the key that encrypts the topics',
    });
  }

  /**
   * Lets a service encrypt what it publishes to one topic. The condition is on the topic, which SNS names to KMS: AWS
   * documents `aws:SourceArn` and `aws:SourceAccount` as not supported where EventBridge publishes to an encrypted topic.
   */
  private allow(service: string, topic: TopicName): void {
    const topicArn = Stack.of(this).formatArn({ service: 'sns', resource: topicNamed(topic) });
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(service)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'], // in a key's policy, this key
        conditions: { StringEquals: { 'kms:EncryptionContext:aws:sns:topicArn': topicArn } },
      }),
    );
  }
}
