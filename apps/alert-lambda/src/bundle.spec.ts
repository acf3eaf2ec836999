import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EnvironmentVariable, queuedRetryOf } from '@trailbell/alerting';
import { type LambdaProcess, startLambda } from '@trailbell/lambda-kit/testing/lambda-process';
import { type LoopbackCloud, loopbackCloud } from '@trailbell/lambda-kit/testing/loopback-cloud';
import { ROUTING } from './testing/examples.ts';

// The bundle that is deployed, in a process of its own, against a cloud on loopback.

const BUNDLE = join(import.meta.dirname, '../../../dist/apps/alert-lambda/index.mjs');
const MAX_BYTES = 900_000;
const SESSION_TOKEN = 'FAKE-SESSION-TOKEN-example';

let cloud: LoopbackCloud;
let lambda: LambdaProcess | undefined;

beforeEach(async () => {
  cloud = await loopbackCloud();
});

afterEach(async () => {
  await lambda?.stop();
  lambda = undefined;
  await cloud.close();
});

describe('the bundle of alert-lambda', () => {
  test('stays within its budget', async () => {
    expect((await stat(BUNDLE)).size).toBeLessThanOrEqual(MAX_BYTES);
  });

  test('exports a handler as nodejs24.x takes it, and calls nobody when it is imported', async () => {
    lambda = await startLambda(BUNDLE, environment());

    expect(lambda.parameters).toBeLessThanOrEqual(2);
    expect(cloud.calls).toEqual([]);
  });

  test('does not start without its environment, and says in a sentence what is missing', async () => {
    const { ALERTS_TABLE, ...rest } = environment();

    expect(ALERTS_TABLE).toBeDefined();
    await expect(startLambda(BUNDLE, { ...rest, [EnvironmentVariable.ROUTING]: '{}' })).rejects.toThrow(
      /^this lambda cannot start: the environment variable ALERTS_TABLE is not set; the environment variable ROUTING is not valid \(/,
    );
  });

  test('tells a stopped trail in Slack and by e-mail, once, however often the event comes', async () => {
    await cloud.createAlertsTable();
    lambda = await startLambda(BUNDLE, environment());

    await lambda.invoke(stopLogging('event-1'));
    await lambda.invoke(stopLogging('event-1'));

    const [slack, email] = [callsTo('slack'), callsTo('sns')];
    expect(slack).toMatchObject([{ channel: '#page', authorization: 'Bearer xoxb-example-token' }]);
    expect(email).toMatchObject([{ TopicArn: 'arn:aws:sns:eu-central-1:111122223333:trailbell-page' }]);
    expect(
      new Set(callsTo('sqs').map(({ QueueUrl, MessageBody }) => [QueueUrl, kindOf(MessageBody)].join(' '))),
    ).toEqual(new Set([`${digestQueueUrl()} rang`]));
    expect(callsTo('events')).toMatchObject([
      { Entries: [{ EventBusName: 'trailbell-hub', Source: 'trailbell', DetailType: 'Alert' }] },
    ]);
    expect(JSON.stringify(slack)).toContain('example-trail');
  });

  test('puts Slack off while it asks to wait, and tells it from the retry queue when it answers again', async () => {
    await cloud.createAlertsTable();
    lambda = await startLambda(BUNDLE, environment());
    cloud.slackAnswers(429, { ok: false, error: 'ratelimited' }, { 'retry-after': '120' });

    await lambda.invoke(stopLogging('event-1'));
    const [retry] = callsTo('sqs').filter(({ QueueUrl }) => QueueUrl === retryQueueUrl());
    cloud.slackAnswers(200, { ok: true, channel: 'C1', ts: '1.1' });
    const answer = await lambda.invoke(batchOf(String(retry?.MessageBody)));

    const expected = queuedRetryOf({ eventKey: 'event-1', detectionId: 'cloudtrail-stopped' }, ['slack']);
    expect(retry).toMatchObject({ QueueUrl: retryQueueUrl(), DelaySeconds: 120 });
    expect(JSON.parse(String(retry?.MessageBody))).toEqual(expected);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(callsTo('slack')).toHaveLength(2);
    expect(callsTo('sns')).toHaveLength(1);
  });

  test('takes an event no detection fires on as usual, and refuses what is neither event nor batch', async () => {
    lambda = await startLambda(BUNDLE, environment());

    await lambda.invoke({ ...stopLogging('event-1'), detail: { eventID: 'event-1', eventName: 'ListTrails' } });

    await expect(lambda.invoke({ hello: 'world' })).rejects.toThrow(
      'this lambda cannot read its event. it is neither an EventBridge event nor a batch of SQS messages',
    );
    expect(cloud.calls).toEqual([]);
  });

  test('tells X-Ray of each call, and of the invocation it was made in', async () => {
    const daemon = await xRayDaemon();
    await cloud.createAlertsTable();
    lambda = await startLambda(BUNDLE, { ...environment(), ...daemon.environment });

    await lambda.invoke(stopLogging('event-1'));
    const invocation = await daemon.segment('## index.handler');

    const calls = daemon.segments.filter(({ parent_id: parent }) => parent === invocation.id).map(({ name }) => name);
    expect(new Set(calls)).toEqual(
      new Set(['DynamoDB', 'SQS', 'SNS', 'EventBridge', 'SecretsManager', '127.0.0.1']), // the last is Slack
    );
    expect(daemon.segments).toHaveLength(calls.length + 1);
    daemon.close();
  });

  test('prints no credential, neither of the record nor its own', async () => {
    await cloud.createAlertsTable();
    lambda = await startLambda(BUNDLE, environment());
    cloud.slackAnswers(500, { ok: false, error: 'internal_error' });

    await lambda.invoke(stopLogging('event-1'));
    await expect(lambda.invoke({ token: SESSION_TOKEN })).rejects.toThrow('cannot read its event');

    expect(lambda.printed()).toContain('"alert could not be delivered now"');
    expect(lambda.printed()).not.toContain(SESSION_TOKEN);
    expect(lambda.printed()).not.toContain('xoxb-example-token');
  });
});

function callsTo(service: string) {
  return cloud.calls.filter((call) => call.service === service).map(({ input }) => input);
}

function retryQueueUrl(): string {
  return `${cloud.url}/111122223333/trailbell-alert-lambda-retry`;
}

function digestQueueUrl(): string {
  return `${cloud.url}/111122223333/trailbell-digest`;
}

function kindOf(body: unknown): unknown {
  return (JSON.parse(String(body)) as { kind: unknown }).kind;
}

function environment(): Record<string, string> {
  return {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_ENDPOINT_URL: cloud.url,
    POWERTOOLS_SERVICE_NAME: 'trailbell-alert-lambda',
    POWERTOOLS_METRICS_NAMESPACE: 'Trailbell',
    [EnvironmentVariable.ALERTS_TABLE]: 'trailbell-alerts',
    [EnvironmentVariable.RETRY_QUEUE_URL]: retryQueueUrl(),
    [EnvironmentVariable.DIGEST_QUEUE_URL]: digestQueueUrl(),
    [EnvironmentVariable.PAGE_TOPIC_ARN]: 'arn:aws:sns:eu-central-1:111122223333:trailbell-page',
    [EnvironmentVariable.HUB_BUS]: 'trailbell-hub',
    [EnvironmentVariable.HEARTBEAT_TOPIC_PREFIX]: 'arn:aws:sns:eu-west-1:111122223333:trailbell-heartbeat-',
    [EnvironmentVariable.SLACK_TOKEN_SECRET]: 'trailbell/slack-token',
    [EnvironmentVariable.SLACK_API_URL]: `${cloud.url}/api/`,
    [EnvironmentVariable.ROUTING]: JSON.stringify(ROUTING),
    [EnvironmentVariable.DETECTION_SETTINGS]: '{}',
  };
}

interface Segment {
  readonly id: string;
  readonly name: string;
  readonly parent_id: string;
}

/** What a lambda tells X-Ray: its daemon is told by UDP. */
async function xRayDaemon() {
  const socket = createSocket('udp4');
  const segments: Segment[] = [];
  socket.on('message', (message) => {
    segments.push(JSON.parse(message.toString().split('\n').at(-1) ?? '') as Segment);
    socket.emit('segment');
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    segments,
    segment: async (name: string): Promise<Segment> => {
      for (;;) {
        const found = segments.find((segment) => segment.name === name);
        if (found) {
          return found;
        }
        await once(socket, 'segment');
      }
    },
    close: () => {
      socket.close();
    },
    environment: {
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${socket.address().port}`,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      LAMBDA_TASK_ROOT: '/var/task',
      _HANDLER: 'index.handler',
      _X_AMZN_TRACE_ID: 'Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1',
    },
  };
}

function stopLogging(eventId: string) {
  return {
    version: '0',
    id: `delivery-of-${eventId}`,
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.cloudtrail',
    account: '111122223333',
    time: '2026-01-01T09:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: {
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        principalId: 'AIDAEXAMPLE',
        arn: 'arn:aws:iam::111122223333:user/ana',
        accountId: '111122223333',
        userName: 'ana',
      },
      eventTime: '2026-01-01T09:00:00Z',
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      awsRegion: 'eu-central-1',
      sourceIPAddress: '203.0.113.7',
      userAgent: 'aws-cli/2.15.0',
      requestParameters: { name: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/example-trail' },
      responseElements: { sessionToken: SESSION_TOKEN },
      eventID: eventId,
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: '111122223333',
      eventCategory: 'Management',
    },
  };
}

function batchOf(body: string) {
  return { Records: [{ messageId: 'm-1', eventSource: 'aws:sqs', body, receiptHandle: 'handle' }] };
}
