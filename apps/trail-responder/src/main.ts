import { CloudTrailClient, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { dynamoAlertStore } from '@trailbell/alert-store';
import { EventEnvelope } from '@trailbell/cloudtrail-types';
import { awsClientBounds, createTelemetry, defineHandler, readConfig, tellerIn } from '@trailbell/lambda-kit';
import { secretFrom, slackNotifier } from '@trailbell/notifiers';
import { Config } from './config.ts';
import { respond } from './respond.ts';

// Once per cold start. A mistake in the environment stops the lambda before it takes an event. Nothing here does I/O.
const config = readConfig(Config, process.env);
const telemetry = createTelemetry();
const dynamo = telemetry.traced(new DynamoDBClient(awsClientBounds));
const secrets = telemetry.traced(new SecretsManagerClient(awsClientBounds));
const store = dynamoAlertStore({ client: dynamo, table: config.ALERTS_TABLE, now: Date.now });
const notifier = slackNotifier({
  token: secretFrom(secrets, config.SLACK_TOKEN_SECRET),
  channels: config.ROUTING.channels,
  slackApiUrl: config.SLACK_API_URL,
});

const cloudTrail = telemetry.traced(new CloudTrailClient(awsClientBounds));
const restarting = {
  trails: config.RESTARTED_TRAILS,
  mode: config.RESTART_MODE,
  startLogging: async (trailArn: string) => {
    await cloudTrail.send(new StartLoggingCommand({ Name: trailArn }));
  },
};

// Once per event.
export const handler = defineHandler(telemetry, {
  event: EventEnvelope,
  handle: (event, invocation) =>
    respond(event, restarting, {
      notifier,
      telemetry,
      teller: tellerIn(invocation, { app: 'trail-responder', store }),
    }),
});
