import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EnvironmentVariable } from '@trailbell/alerting';
import { type LambdaProcess, startLambda } from '@trailbell/lambda-kit/testing/lambda-process';
import { type LoopbackCloud, loopbackCloud } from '@trailbell/lambda-kit/testing/loopback-cloud';
import { alertMessage, alertOf, closeMessage, eventMessage, poisonMessage } from './testing/examples.ts';

// The bundle that is deployed, in a process of its own, against a cloud on loopback.

const BUNDLE = join(import.meta.dirname, '../../../dist/apps/digest-lambda/index.mjs');
const MAX_BYTES = 900_000;
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

describe('the bundle of digest-lambda', () => {
  test('stays within its budget', async () => {
    expect((await stat(BUNDLE)).size).toBeLessThanOrEqual(MAX_BYTES);
  });

  test('exports a handler as nodejs24.x takes it, and calls nobody when it is imported', async () => {
    lambda = await startLambda(BUNDLE, environment());

    expect(lambda.parameters).toBeLessThanOrEqual(2);
    expect(cloud.calls).toEqual([]);
  });

  test('does not start without its environment, and says in a sentence what is missing', async () => {
    const { SLACK_TOKEN_SECRET, ...rest } = environment();

    expect(SLACK_TOKEN_SECRET).toBeDefined();
    await expect(startLambda(BUNDLE, rest)).rejects.toThrow(
      'this lambda cannot start: the environment variable SLACK_TOKEN_SECRET is not set',
    );
  });

  test('posts one digest of alerts and events, returns the poison alone, and posts nothing a second time', async () => {
    await cloud.createAlertsTable();
    lambda = await startLambda(BUNDLE, environment());
    const batch = {
      Records: [
        alertMessage('m-1', alertOf('event-1', { detectionId: 'iam-access-key-created', severity: 'low' })),
        eventMessage('m-2', objectWritten('event-2')),
        poisonMessage('m-3'),
        closeMessage('m-4', '2026-01-01T10:00:00Z'),
      ],
    };

    const first = await lambda.invoke(batch);
    const second = await lambda.invoke(batch);

    const kept = { batchItemFailures: [{ itemIdentifier: 'm-3' }] };
    expect([first, second]).toEqual([kept, kept]);
    const posts = cloud.calls.filter(({ service }) => service === 'slack').map(({ input }) => input);
    expect(posts).toMatchObject([{ channel: '#digest', text: 'Digest: 2 alerts' }]);
    expect(JSON.stringify(posts)).toContain('event-1.csv');
    expect(JSON.stringify(posts)).toContain('example-exports');
  });

  test('draws the chart from the files beside it', async () => {
    await cloud.createAlertsTable();
    lambda = await startLambda(BUNDLE, environment());

    await lambda.invoke({
      Records: [alertMessage('m-1', alertOf('event-1')), closeMessage('m-2', '2026-01-01T10:00:00Z')],
    });

    const [upload] = cloud.calls.filter(({ service }) => service === 'slack-upload');
    expect(upload?.input).toMatchObject({ holdsPng: true });
    expect(lambda.printed()).not.toContain('without its chart');
  });

  test('keeps the closing, and no line, while Slack does not take the digest', async () => {
    await cloud.createAlertsTable();
    lambda = await startLambda(BUNDLE, environment());
    cloud.slackAnswers(503, { ok: false });

    const answer = await lambda.invoke({
      Records: [alertMessage('m-1', alertOf('event-1')), closeMessage('m-2', '2026-01-01T10:00:00Z')],
    });

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-2' }] });
  });
});

function environment(): Record<string, string> {
  return {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_ENDPOINT_URL: cloud.url,
    POWERTOOLS_SERVICE_NAME: 'trailbell-digest-lambda',
    POWERTOOLS_METRICS_NAMESPACE: 'Trailbell',
    [EnvironmentVariable.ALERTS_TABLE]: 'trailbell-alerts',
    [EnvironmentVariable.SLACK_TOKEN_SECRET]: 'trailbell/slack-token',
    [EnvironmentVariable.SLACK_API_URL]: `${cloud.url}/api/`,
    [EnvironmentVariable.ROUTING]: JSON.stringify({
      bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
      channels: { page: '#page', alert: '#alerts', digest: '#digest' },
      email: ['page'],
    }),
    [EnvironmentVariable.DIGEST]: JSON.stringify({ every: 'hour', emptyWindow: 'nothing' }),
    [EnvironmentVariable.DETECTION_SETTINGS]: JSON.stringify({ watchedBuckets: ['example-exports'] }),
  };
}

/** As EventBridge delivers a data event of S3. */
function objectWritten(eventId: string) {
  return {
    version: '0',
    id: `delivery-of-${eventId}`,
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.s3',
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
      eventSource: 's3.amazonaws.com',
      eventName: 'PutObject',
      awsRegion: 'eu-central-1',
      sourceIPAddress: '203.0.113.7',
      userAgent: 'aws-cli/2.15.0',
      requestParameters: { bucketName: 'example-exports', key: 'report.csv' },
      eventID: eventId,
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: false,
      recipientAccountId: '111122223333',
      eventCategory: 'Data',
    },
  };
}
