import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { type Construct } from 'constructs';
import { CloudName, DeadLetterQueue, topicNamed } from '@trailbell/cdk';
import { admitCollectors } from './admit-collectors.ts';
import { type Environment, collectorRegionsOf } from './config.ts';
import { HeartbeatWatch } from './heartbeat-watch.ts';
import { MailedTopic } from './mailed-topic.ts';
import { MailingRule, circumstances, field } from './mailing-rule.ts';
import { type Tampering } from './tampering.ts';

export interface GuardStackProps extends StackProps {
  readonly environment: Environment;
  readonly tampering: readonly Tampering[];
}

/**
 * Tells of tampering with the trail or with Trailbell, from another region, by rules and e-mail alone: it stands and
 * speaks when the hub is gone, or when somebody takes it away.
 */
export class GuardStack extends Stack {
  constructor(scope: Construct, id: string, { environment, tampering, ...props }: GuardStackProps) {
    super(scope, id, props);
    const bus = new EventBus(this, 'Bus', { eventBusName: CloudName.GUARD_BUS });
    admitCollectors(bus, environment);

    const topic = new MailedTopic(this, 'Tampering', {
      topicName: topicNamed('tampering'),
      displayName: 'Trailbell guard',
      emails: environment.emails.tampering,
    }).allowAlarms();
    const ringing = {
      impact: 'the guard cannot tell of tampering with the trail or with Trailbell',
      alarmTopic: topic,
    };
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      ...ringing,
      queueName: 'trailbell-guard-dead-letters',
    });

    new HeartbeatWatch(this, 'Heartbeats', { regions: collectorRegionsOf(environment), alarmTopic: topic });
    new CfnOutput(this, 'TamperingTopicArn', { value: topic.topicArn, description: 'What the guard tells by e-mail' });

    for (const { id: part, title, pattern } of tampering) {
      new MailingRule(this, part, {
        ruleName: `${CloudName.GUARD_BUS}-${part}`,
        description: title,
        bus,
        busName: CloudName.GUARD_BUS,
        pattern,
        topic,
        deadLetters,
        ...ringing,
        words: RuleTargetInput.fromText(
          `${title}. ${field('userIdentity.arn')} called ${field('eventName')} of ${field('eventSource')} (error: "${field('errorCode')}"), ${circumstances()}. The guard tells this beside the hub, which may be silent.`,
        ),
      });
    }
  }
}
