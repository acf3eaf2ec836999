import { Duration } from 'aws-cdk-lib';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { type Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { ImpactAlarm } from './impact-alarm.ts';

/** SQS's own bound on `maxReceiveCount`. */
const MOST_RECEIVES = 1000;

const ALARMING_AGE = Duration.minutes(15);

export interface WorkQueueProps {
  readonly queueName: string;
  /** How long a consumer may take for one batch, waiting for the batch included. */
  readonly longestBatch: Duration;
  readonly deliveryDelay: Duration;
  /** How long a message is tried again before it becomes a dead letter. */
  readonly giveUpAfter: Duration;
  /** Where the consumer spaces its retries out: its longest wait, and after how many receives a message has waited `giveUpAfter`. */
  readonly spacedOut?: { readonly longestWait: Duration; readonly receives: number };
  /** What people lose while messages of this queue are not worked off. */
  readonly impact: string;
  readonly alarmTopic: ITopic;
}

/** A queue that gives nothing up quietly: tries for days, then a dead-letter queue; an alarm on age long before. */
export class WorkQueue extends Queue {
  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    const { queueName, impact, alarmTopic, deliveryDelay } = props;
    const visibilityTimeout = visibilityFor(props);

    super(scope, id, {
      queueName,
      deliveryDelay,
      visibilityTimeout,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: {
        queue: new DeadLetterQueue(scope, `${id}DeadLetters`, {
          queueName: `${queueName}-dead-letters`,
          impact,
          alarmTopic,
        }),
        maxReceiveCount:
          props.spacedOut?.receives ?? Math.floor(props.giveUpAfter.toSeconds() / visibilityTimeout.toSeconds()),
      },
    });

    new ImpactAlarm(this, 'Late', {
      alarmName: `${queueName}-late`,
      metric: this.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' }),
      above: ALARMING_AGE.toSeconds(),
      finding: `the oldest message of the queue ${queueName} has waited for more than ${ALARMING_AGE.toHumanString()}`,
      impact,
      entry: 'queue-late',
      topic: alarmTopic,
    });
  }
}

/**
 * AWS advises six times the consumer's longest batch. Longer, where more receives than SQS can count would fit before we give
 * up. Where retries are spaced out it is their longest wait: a receive costs no more time than that, whatever came of it, so
 * receives measure time even while the consumer dies at each.
 */
function visibilityFor({ longestBatch, giveUpAfter, spacedOut }: WorkQueueProps): Duration {
  const least = spacedOut?.longestWait.toSeconds() ?? Math.ceil(giveUpAfter.toSeconds() / MOST_RECEIVES);
  return Duration.seconds(Math.max(6 * longestBatch.toSeconds(), least));
}
