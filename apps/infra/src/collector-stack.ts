import { Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { CloudName, DeadLetterQueue, PatternRules, collectorNamed, forwardsTo } from '@trailbell/cdk';
import { type Pattern } from '@trailbell/event-pattern';
import { type Environment } from './config.ts';
import { MailedTopic } from './mailed-topic.ts';

export interface CollectorStackProps extends StackProps {
  readonly environment: Environment;
  /** Of the catalogue and of every app. */
  readonly patterns: readonly Pattern[];
}

/**
 * Forwards from one region's default bus to the hub whatever somebody may want to know. A rule fires only in the
 * region of the call, so a collector stands in each.
 */
export class CollectorStack extends Stack {
  constructor(scope: Construct, id: string, { environment, patterns, ...props }: CollectorStackProps) {
    super(scope, id, props);
    const { homeRegion, account, emails } = environment;
    const name = collectorNamed(this.region);
    const hubArn = this.formatArn({
      service: 'events',
      region: homeRegion,
      account,
      resource: 'event-bus',
      resourceName: CloudName.HUB_BUS,
    });

    // An alarm rings topics of its own region only.
    const alarmTopic = new MailedTopic(this, 'Alarms', {
      topicName: 'trailbell-collector-alarms',
      displayName: 'Trailbell itself',
      emails: emails.alarms,
    }).allowAlarms();

    new PatternRules(this, 'Forward', {
      ruleName: 'trailbell-collector',
      description: 'Events that a detection or an app may want, to the hub',
      patterns,
      target: forwardsTo(
        hubArn,
        this.forwarder(name, hubArn),
        new DeadLetterQueue(this, 'DeadLetters', {
          queueName: 'trailbell-collector-dead-letters',
          impact: `nobody is told of what happens in ${this.region}: its events do not reach the hub`,
          alarmTopic,
        }),
      ),
    });
  }

  /** What the rules are when they put events on the hub's bus. */
  private forwarder(roleName: string, hubArn: string): Role {
    const role = new Role(this, 'Forwarder', {
      roleName,
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [hubArn] }));
    return role;
  }
}
