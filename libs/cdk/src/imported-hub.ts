import { Stack } from 'aws-cdk-lib';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { CloudName, type TopicName, queueNamed, topicNamed } from './names.ts';

/** The hub as the stack of an app sees it: by fixed names, so that neither stack holds the other. */
export class ImportedHub extends Construct {
  readonly bus: IEventBus;
  readonly alarmTopic: ITopic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bus = EventBus.fromEventBusName(this, 'Bus', CloudName.HUB_BUS);
    this.alarmTopic = Topic.fromTopicArn(this, 'Alarms', this.topicArn('alarms'));
  }

  topicArn(topic: TopicName): string {
    return Stack.of(this).formatArn({ service: 'sns', resource: topicNamed(topic) });
  }

  /** The key that encrypts the topics; read from its SSM parameter when the stack is deployed. */
  topicsKeyArn(): string {
    return StringParameter.valueForStringParameter(this, CloudName.TOPICS_KEY_PARAMETER);
  }

  tableArn(): string {
    return Stack.of(this).formatArn({ service: 'dynamodb', resource: 'table', resourceName: CloudName.ALERTS_TABLE });
  }

  /** A trail that was made in the hub's account and region. */
  trailArn(trail: string): string {
    return Stack.of(this).formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: trail });
  }

  /** A queue that another app owns. */
  queueArn(queue: string): string {
    return Stack.of(this).formatArn({ service: 'sqs', resource: queueNamed('', queue) });
  }

  queueUrl(queue: string): string {
    const { region, account, urlSuffix } = Stack.of(this);
    return `https://sqs.${region}.${urlSuffix}/${account}/${queueNamed('', queue)}`;
  }
}
