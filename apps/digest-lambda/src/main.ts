import fontFile from '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf';
import wasmFile from '@resvg/resvg-wasm/index_bg.wasm';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { dynamoAlertStore, dynamoDigestStore } from '@trailbell/alert-store';
import { suppressWith, suppressions } from '@trailbell/alerting';
import { catalogueFor, evaluatorFor } from '@trailbell/detections';
import {
  QueueBatch,
  awsClientBounds,
  createTelemetry,
  defineHandler,
  leaseIn,
  readConfig,
} from '@trailbell/lambda-kit';
import { secretFrom, slackDigestNotifier } from '@trailbell/notifiers';
import { Config } from './config.ts';
import { workOffBatch } from './digest-batch.ts';
import { barsDrawer } from './draw-bars.ts';

// Once per cold start. A mistake in the environment stops the lambda before it takes a message. Nothing here does I/O.
const config = readConfig(Config, process.env);
const telemetry = createTelemetry();
const dynamo = telemetry.traced(new DynamoDBClient(awsClientBounds));
const table = { client: dynamo, table: config.ALERTS_TABLE, now: Date.now };
const secrets = telemetry.traced(new SecretsManagerClient(awsClientBounds));
const work = {
  evaluate: evaluatorFor(catalogueFor(config.DETECTION_SETTINGS).filter(({ digestOnly }) => digestOnly === true)),
  suppress: suppressWith(suppressions),
  alerts: dynamoAlertStore(table),
  store: dynamoDigestStore(table),
  notifier: slackDigestNotifier({
    token: secretFrom(secrets, config.SLACK_TOKEN_SECRET),
    channel: config.ROUTING.channels.digest,
    messages: config.ROUTING.messages,
    slackApiUrl: config.SLACK_API_URL,
    draw: barsDrawer({
      wasm: new URL(wasmFile, import.meta.url),
      font: new URL(fontFile, import.meta.url),
    }),
  }),
  settings: config.DIGEST,
  now: Date.now,
  telemetry,
};

// Once per batch.
export const handler = defineHandler(telemetry, {
  event: QueueBatch,
  handle: ({ Records: messages }, invocation) => workOffBatch(messages, { ...work, leaseMs: leaseIn(invocation) }),
});
