import { Duration } from 'aws-cdk-lib';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SilenceAlarm, heartbeatTopicNamed } from '@trailbell/cdk';

export interface HeartbeatWatchProps {
  /** Where hearts beat. */
  readonly regions: readonly string[];
  readonly alarmTopic: ITopic;
}

/**
 * Listens for the heartbeat of each collector, once it has come through the hub, and rings when one is not heard. A topic
 * that nobody subscribes to stands for each region: SNS counts what is published to it, in this region, whatever becomes
 * of the hub's.
 */
export class HeartbeatWatch extends Construct {
  constructor(scope: Construct, id: string, { regions, alarmTopic }: HeartbeatWatchProps) {
    super(scope, id);
    for (const region of regions) {
      const topic = new Topic(this, region, { topicName: heartbeatTopicNamed(region), enforceSSL: true });
      new SilenceAlarm(this, `alarm-${region}`, {
        alarmName: `trailbell-heartbeat-${region}-silent`,
        metric: topic.metricNumberOfMessagesPublished({ period: Duration.minutes(15), statistic: 'Sum' }),
        periods: 2, // a heart beats every five minutes, and CloudTrail may be late by some
        impact: `nobody is told of what happens in ${region}: its events no longer reach the lambda that alerts`,
        finding: `no heartbeat of ${region} came through CloudTrail, collector and hub for half an hour`,
        entry: 'heartbeat-silent',
        topic: alarmTopic,
      });
    }
  }
}
