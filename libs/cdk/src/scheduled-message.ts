import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { type Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { TARGET_RETRIES } from './pattern-rule.ts';

export interface ScheduledMessageProps {
  readonly scheduleName: string;
  /** `rate(…)` or `cron(…)`, in UTC. */
  readonly expression: string;
  readonly message: Readonly<Record<string, unknown>>;
  readonly queue: Queue;
  /** Takes what could not be sent for a day. */
  readonly deadLetters: Queue;
}

/** EventBridge Scheduler sends a message to a queue, with the time for which it was due in `scheduledAt`. */
export class ScheduledMessage extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledMessageProps) {
    super(scope, id);
    const { scheduleName, expression, message, queue, deadLetters } = props;

    new CfnSchedule(this, 'Schedule', {
      name: scheduleName,
      scheduleExpression: expression,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: queue.queueArn,
        input: JSON.stringify({ ...message, scheduledAt: '<aws.scheduler.scheduled-time>' }),
        roleArn: this.createRole(props).roleArn,
        deadLetterConfig: { arn: deadLetters.queueArn },
        retryPolicy: {
          maximumRetryAttempts: TARGET_RETRIES.retryAttempts,
          maximumEventAgeInSeconds: TARGET_RETRIES.maxEventAge.toSeconds(),
        },
      },
    });
  }

  /** Scheduler assumes it for this account's schedules alone, and it may send to these two queues. */
  private createRole({ scheduleName, queue, deadLetters }: ScheduledMessageProps): Role {
    const stack = Stack.of(this);
    const role = new Role(this, 'Role', {
      roleName: `${scheduleName}-schedule-${stack.region}`,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          // Scheduler names the group, not the schedule, as the source.
          ArnEquals: {
            'aws:SourceArn': stack.formatArn({
              service: 'scheduler',
              resource: 'schedule-group',
              resourceName: 'default',
            }),
          },
        },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({
        sid: 'SendsToTheQueue',
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn, deadLetters.queueArn],
      }),
    );
    return role;
  }
}
