import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type DigestNotifier } from '@trailbell/alerting';
import { dynamoAlertStore } from '@trailbell/alert-store';
import { catalogueFor, evaluatorFor } from '@trailbell/detections';
import {
  QueueBatch,
  awsClientBounds,
  createTelemetry,
  defineHandler,
  readConfig,
  tellerIn,
} from '@trailbell/lambda-kit';
import { secretFrom, slackNotifier } from '@trailbell/notifiers';
import { Config } from './config.ts';
import { deliverDigest } from './deliver-digest.ts';

// Once per cold start. A mistake in the environment stops the lambda before it takes a message. Nothing here does I/O.
const config = readConfig(Config, process.env);
const telemetry = createTelemetry();
const dynamo = telemetry.traced(new DynamoDBClient(awsClientBounds));
const store = dynamoAlertStore({ client: dynamo, table: config.ALERTS_TABLE, now: Date.now });
const secrets = telemetry.traced(new SecretsManagerClient(awsClientBounds));
const slack = slackNotifier({
  token: secretFrom(secrets, config.SLACK_TOKEN_SECRET),
  channels: config.ROUTING.channels,
  slackApiUrl: config.SLACK_API_URL,
});
const notifier: DigestNotifier = { ...slack, id: 'digest' };
const evaluate = evaluatorFor(catalogueFor(config.DETECTION_SETTINGS).filter(({ digestOnly }) => digestOnly === true));

// Once per batch.
export const handler = defineHandler(telemetry, {
  event: QueueBatch,
  handle: ({ Records: messages }, invocation) => {
    const teller = tellerIn(invocation, { app: 'digest-lambda', store });
    return deliverDigest(messages, { evaluate, notifier, teller, telemetry });
  },
});
