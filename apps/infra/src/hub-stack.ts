import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { type Construct } from 'constructs';
import { CloudName, DeadLetterQueue, type TopicName, topicNamed } from '@trailbell/cdk';
import { type Detection } from '@trailbell/detections';
import { admitCollectors } from './admit-collectors.ts';
import { type Environment, collectorRegionsOf } from './config.ts';
import { WatchDashboard } from './dashboard.ts';
import { MailedTopic } from './mailed-topic.ts';
import { MailingRule, circumstances, field } from './mailing-rule.ts';
import { removalPolicyOf } from './removal-policy.ts';
import { SavedQueries } from './saved-queries.ts';
import { TopicsKey } from './topics-key.ts';

export interface HubStackProps extends StackProps {
  readonly environment: Environment;
  readonly detections: readonly Detection[];
}

/** What every app shares: the bus, the alerts table, the topics. It names no app. */
export class HubStack extends Stack {
  readonly #emails: Environment['emails'];
  readonly #key: TopicsKey;

  constructor(scope: Construct, id: string, { environment, detections, ...props }: HubStackProps) {
    super(scope, id, props);
    const removalPolicy = removalPolicyOf(environment);
    this.#emails = environment.emails;
    this.#key = new TopicsKey(this, 'TopicsKey', removalPolicy);

    const bus = new EventBus(this, 'Bus', { eventBusName: CloudName.HUB_BUS });
    admitCollectors(bus, environment);
    new Table(this, 'Alerts', {
      tableName: CloudName.ALERTS_TABLE,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: environment.onDelete === 'keep',
      removalPolicy,
    });

    const page = this.mailed('page', 'Trailbell', this.#emails.page);
    const alarmTopic = this.mailed('alarms', 'Trailbell itself', this.#emails.alarms).allowAlarms();
    this.tellOfObjectWrites(bus, detections, alarmTopic);
    new WatchDashboard(this, 'Dashboard', { regions: collectorRegionsOf(environment) });
    if (environment.trail.mode === 'existing' && environment.trail.logGroup !== undefined) {
      new SavedQueries(this, 'Queries', environment.trail.logGroup);
    }
    new CfnOutput(this, 'BusArn', { value: bus.eventBusArn, description: 'Where collectors send events' });
    new CfnOutput(this, 'PageTopicArn', { value: page.topicArn, description: 'Alerts by e-mail' });
    new CfnOutput(this, 'AlarmTopicArn', { value: alarmTopic.topicArn, description: 'What is wrong with Trailbell' });
  }

  private mailed(topic: TopicName, displayName: string, emails: readonly string[]): MailedTopic {
    return new MailedTopic(this, topic, { topicName: topicNamed(topic), displayName, emails, key: this.#key });
  }

  private tellOfObjectWrites(bus: EventBus, detections: readonly Detection[], alarmTopic: MailedTopic): void {
    const detection = detections.find(({ id }) => id === 's3-object-written');
    if (!detection) {
      return; // no bucket is watched
    }
    const ringing = {
      impact: 'nobody is told by e-mail of writes to watched buckets; the digest still tells of them',
      alarmTopic,
    };
    new MailingRule(this, 'ObjectWrites', {
      ...ringing,
      ruleName: topicNamed('object-writes'),
      description: 'Writes to watched buckets, by e-mail',
      bus,
      busName: CloudName.HUB_BUS,
      pattern: detection.pattern,
      topic: this.mailed('object-writes', 'Trailbell object writes', this.#emails.objectWrites),
      deadLetters: new DeadLetterQueue(this, 'ObjectWritesDeadLetters', {
        ...ringing,
        queueName: `${topicNamed('object-writes')}-dead-letters`,
      }),
      words: RuleTargetInput.fromText(
        `${field('userIdentity.arn')} wrote ${field('requestParameters.key')} to the watched bucket ${field('requestParameters.bucketName')} (${field('eventName')}), ${circumstances()}.`,
      ),
    });
  }
}
