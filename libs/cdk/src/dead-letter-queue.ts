import { Duration, Validations } from 'aws-cdk-lib';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { type Construct } from 'constructs';
import { ImpactAlarm } from './impact-alarm.ts';

export interface DeadLetterQueueProps {
  readonly queueName: string;
  /** What people lose while messages lie here. */
  readonly impact: string;
  readonly alarmTopic: ITopic;
}

/** Where what could not be handled waits for a human: for 14 days, the longest SQS allows, with an alarm from the first message on. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, { queueName, impact, alarmTopic }: DeadLetterQueueProps) {
    super(scope, id, {
      queueName,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED, // EventBridge and Lambda need no statement in a key's policy
      enforceSSL: true,
    });
    Validations.of(this).acknowledge(
      {
        id: 'AwsSolutions-SQS3',
        reason:
          'It is a dead-letter queue itself: of rules and lambdas, where cdk-nag looks at the redrive of queues alone.',
      },
      {
        id: 'Serverless-SQSRedrivePolicy',
        reason: 'It is a dead-letter queue itself: what lies here waits for people.',
      },
    );

    new ImpactAlarm(this, 'NotEmpty', {
      alarmName: `${queueName}-not-empty`,
      metric: this.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
      above: 0,
      finding: `messages wait in the dead-letter queue ${queueName}; they are deleted 14 days after they were first sent`,
      impact,
      entry: 'dead-letters',
      topic: alarmTopic,
    });
  }
}
