import { describe, expect, test } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { WorkQueue } from './work-queue.ts';
import { Match, propertiesOf, synthesise } from './testing/synthesise.ts';

const template = (giveUpAfter: Duration, longestBatch = Duration.seconds(30)) =>
  synthesise((stack, alarmTopic) => {
    new WorkQueue(stack, 'Queue', {
      queueName: 'trailbell-errands',
      longestBatch,
      deliveryDelay: Duration.seconds(60),
      giveUpAfter,
      impact: 'errands are not run',
      alarmTopic,
    });
  });

describe('a work queue', () => {
  test('gives a consumer six times its longest batch', () => {
    const queue = propertiesOf(
      template(Duration.hours(2)),
      'AWS::SQS::Queue',
      ({ QueueName }) => QueueName === 'trailbell-errands',
    );

    expect(queue).toMatchObject({ VisibilityTimeout: 180, DelaySeconds: 60, RedrivePolicy: { maxReceiveCount: 40 } });
  });

  test('tries for four days though SQS counts no more than a thousand receives', () => {
    const queue = propertiesOf(
      template(Duration.hours(96)),
      'AWS::SQS::Queue',
      ({ QueueName }) => QueueName === 'trailbell-errands',
    );
    const { VisibilityTimeout, RedrivePolicy } = queue as {
      VisibilityTimeout: number;
      RedrivePolicy: { maxReceiveCount: number };
    };

    expect(RedrivePolicy.maxReceiveCount).toBeLessThanOrEqual(1000);
    expect((VisibilityTimeout * RedrivePolicy.maxReceiveCount) / 3600).toBeCloseTo(96, 0);
  });

  test('leaves what it gives up in a queue that keeps it for 14 days', () => {
    template(Duration.hours(1)).hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'trailbell-errands-dead-letters',
      MessageRetentionPeriod: 14 * 24 * 3600,
      SqsManagedSseEnabled: true,
    });
  });

  test('rings when a message waits for 15 minutes, and when one was given up', () => {
    const alarms = template(Duration.hours(1));

    alarms.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Threshold: 900,
      AlarmDescription: Match.stringLikeRegexp('^Impact: errands are not run\\.'),
    });
    alarms.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 0,
      AlarmDescription: Match.stringLikeRegexp('^Impact: errands are not run\\.'),
    });
  });
});
