import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { type IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { HEARTBEAT_ROLE_PREFIX } from '@trailbell/alerting';

/** How often a heart beats. The guard's alarm allows for several that are late. */
const RATE = 'rate(5 minutes)';

/**
 * Calls AWS every few minutes, so that there is always an event on its way: it takes a tag off a queue that does not have
 * it. CloudTrail logs that as a write; it changes nothing and costs nothing (docs/adr/0007).
 */
export class Heartbeat extends Construct {
  constructor(scope: Construct, id: string, { queue }: { readonly queue: IQueue }) {
    super(scope, id);
    const { account, partition, region } = Stack.of(this);
    const name = `${HEARTBEAT_ROLE_PREFIX}${region}`;

    const role = new Role(this, 'Role', {
      roleName: name,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ sid: 'Beats', actions: ['sqs:UntagQueue'], resources: [queue.queueArn] }));

    const schedule = new CfnSchedule(this, 'Schedule', {
      name,
      description: 'The heartbeat of the collector: a call that changes nothing',
      scheduleExpression: RATE,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: `arn:${partition}:scheduler:::aws-sdk:sqs:untagQueue`,
        roleArn: role.roleArn,
        input: Stack.of(this).toJsonString({ QueueUrl: queue.queueUrl, TagKeys: ['trailbell:heartbeat'] }),
        retryPolicy: { maximumRetryAttempts: 0 }, // the next one is soon
      },
    });
    schedule.node.addDependency(role);
  }
}
