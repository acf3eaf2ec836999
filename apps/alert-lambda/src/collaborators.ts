import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoAlertStore, dynamoDetectionState, dynamoIncidentStore, dynamoStormStore } from '@trailbell/alert-store';
import { incidentsPerMinuteOf } from '@trailbell/alerting';
import { type LambdaTelemetry, awsClientBounds } from '@trailbell/lambda-kit';
import { secretFrom, slackNotifier, snsEmailNotifier, webhookNotifier } from '@trailbell/notifiers';
import { type Config } from './config.ts';
import { deliveryThrough, deliveryToDigest, deliveryToHubBus } from './delivery.ts';
import { putOnBus } from './put-on-bus.ts';
import { putOffOn, sendToDigestOn, spaceOutOn } from './queues.ts';

/** The table, the queues, and the ways to people. Making them does no I/O. */
export function collaboratorsFor(config: Config, { traced }: Pick<LambdaTelemetry, 'traced'>) {
  const sqs = traced(new SQSClient(awsClientBounds));
  const sns = traced(new SNSClient(awsClientBounds));
  const events = traced(new EventBridgeClient(awsClientBounds));
  const dynamo = traced(new DynamoDBClient(awsClientBounds));
  const secrets = traced(new SecretsManagerClient(awsClientBounds));

  const slack = slackNotifier({
    token: secretFrom(secrets, config.SLACK_TOKEN_SECRET),
    channels: config.ROUTING.channels,
    messages: config.ROUTING.messages,
    slackApiUrl: config.SLACK_API_URL,
  });
  const email = snsEmailNotifier({
    client: sns,
    topicArn: config.PAGE_TOPIC_ARN,
    messages: config.ROUTING.messages,
  });
  const webhook =
    config.WEBHOOK_SECRET === undefined
      ? undefined
      : webhookNotifier({ target: secretFrom(secrets, config.WEBHOOK_SECRET) });
  const table = { client: dynamo, table: config.ALERTS_TABLE, now: Date.now };
  const storms = dynamoStormStore(table, incidentsPerMinuteOf(config.ROUTING));
  const retryQueue = { sqs, url: config.RETRY_QUEUE_URL };
  return {
    store: dynamoAlertStore(table),
    state: dynamoDetectionState(table),
    storms,
    incidents: dynamoIncidentStore(table, storms),
    passOn: beatsOn(config.HEARTBEAT_TOPIC_PREFIX, traced),
    putOff: putOffOn(retryQueue),
    spaceOut: spaceOutOn(retryQueue, Math.random),
    notifiers: [slack, email, ...(webhook ? [webhook] : [])],
    deliveries: {
      slack: deliveryThrough(slack),
      email: deliveryThrough(email),
      ...(webhook && { webhook: deliveryThrough(webhook) }),
      digest: deliveryToDigest(sendToDigestOn({ sqs, url: config.DIGEST_QUEUE_URL })),
      hubBus: deliveryToHubBus(putOnBus({ events, bus: config.HUB_BUS })),
    },
  };
}

/** Publishes in the region of the topic, which is the guard's. */
function beatsOn(topicPrefix: string, traced: LambdaTelemetry['traced']) {
  const [, , , region = ''] = topicPrefix.split(':');
  const sns = traced(new SNSClient({ ...awsClientBounds, region }));
  return async (of: string): Promise<void> => {
    await sns.send(new PublishCommand({ TopicArn: `${topicPrefix}${of}`, Message: `heard ${of}` }));
  };
}
