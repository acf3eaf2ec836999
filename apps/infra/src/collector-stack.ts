import { Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { CloudName, DeadLetterQueue, PatternRules, collectorNamed, forwardsTo } from '@trailbell/cdk';
import { type Pattern } from '@trailbell/event-pattern';
import { type Environment } from './config.ts';
import { Heartbeat } from './heartbeat.ts';
import { MailedTopic } from './mailed-topic.ts';
import { type Tampering } from './tampering.ts';

export interface CollectorStackProps extends StackProps {
  readonly environment: Environment;
  /** Who gets its alarms by e-mail. */
  readonly alarmEmails: readonly string[];
  /** What the hub wants: of the catalogue and of every app. */
  readonly patterns: readonly Pattern[];
  readonly tampering: readonly Tampering[];
}

/**
 * Forwards from one region's default bus to the hub whatever somebody may want to know, and to the guard what tells of
 * tampering. A rule fires only in the region of the call, so a collector stands in each.
 */
export class CollectorStack extends Stack {
  readonly alarmTopic: MailedTopic;

  constructor(scope: Construct, id: string, props: CollectorStackProps) {
    const { environment, alarmEmails, patterns, tampering, ...stackProps } = props;
    super(scope, id, stackProps);
    const { homeRegion, guard, account, readOnlyCalls, ruleAlarms } = environment;
    const alarmsOnFailures = ruleAlarms === 'every account' || this.account === account;

    // An alarm rings topics of its own region only.
    this.alarmTopic = new MailedTopic(this, 'Alarms', {
      topicName: 'trailbell-collector-alarms',
      displayName: 'Trailbell itself',
      emails: alarmEmails,
    }).allowAlarms();

    const queue = this.forward('Forward', {
      ruleName: 'trailbell-collector',
      description: 'Events that a detection or an app may want, to the hub',
      patterns,
      readOnlyCalls,
      alarmsOnFailures,
      roleName: collectorNamed(this.region),
      busArn: this.busArn(CloudName.HUB_BUS, homeRegion, account),
      impact: `nobody is told of what happens in ${this.region}: its events do not reach the hub`,
    });
    new Heartbeat(this, 'Heartbeat', { queue });
    // By a rule, a role and a queue of its own: what silences the one path leaves the other.
    this.forward('Guard', {
      ruleName: 'trailbell-collector-guard',
      description: 'Tampering with the trail or with Trailbell, to the guard',
      patterns: tampering.map(({ pattern }) => pattern),
      readOnlyCalls,
      alarmsOnFailures,
      roleName: collectorNamed(`guard-${this.region}`),
      busArn: this.busArn(CloudName.GUARD_BUS, guard.region, account),
      impact: `the guard tells nobody of tampering in ${this.region}; the hub still does`,
    });
  }

  private forward(id: string, { busArn, roleName, impact, ...rules }: Forwarding): DeadLetterQueue {
    const deadLetters = new DeadLetterQueue(this, `${id}DeadLetters`, {
      queueName: `${rules.ruleName}-dead-letters`,
      impact,
      alarmTopic: this.alarmTopic,
    });
    new PatternRules(this, id, {
      ...rules,
      impact,
      alarmTopic: this.alarmTopic,
      target: forwardsTo(busArn, this.forwarder(`${id}Role`, roleName, busArn), deadLetters),
    });
    return deadLetters;
  }

  private busArn(name: string, region: string, account: string): string {
    return this.formatArn({ service: 'events', region, account, resource: 'event-bus', resourceName: name });
  }

  /** What the rules are when they put events on another bus. */
  private forwarder(id: string, roleName: string, busArn: string): Role {
    const role = new Role(this, id, {
      roleName,
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [busArn] }));
    return role;
  }
}

interface Forwarding {
  readonly ruleName: string;
  readonly description: string;
  readonly patterns: readonly Pattern[];
  readonly readOnlyCalls: boolean;
  readonly alarmsOnFailures: boolean;
  readonly roleName: string;
  readonly busArn: string;
  /** What people lose while nothing is forwarded. */
  readonly impact: string;
}
