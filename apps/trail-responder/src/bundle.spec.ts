import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { EnvironmentVariable } from '@trailbell/alerting';
import { type LambdaProcess, startLambda } from '@trailbell/lambda-kit/testing/lambda-process';
import { type LoopbackCloud, loopbackCloud } from '@trailbell/lambda-kit/testing/loopback-cloud';
import { stopLogging } from './testing/stop-logging.ts';

// The bundle that is deployed, in a process of its own, against a cloud on loopback.

const BUNDLE = join(import.meta.dirname, '../../../dist/apps/trail-responder/index.mjs');
const MAX_BYTES = 800_000;

const EVENT = stopLogging();

let cloud: LoopbackCloud;
let lambda: LambdaProcess;

beforeEach(async () => {
  cloud = await loopbackCloud();
  await cloud.createAlertsTable();
  lambda = await startLambda(BUNDLE, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_ENDPOINT_URL: cloud.url,
    POWERTOOLS_SERVICE_NAME: 'trailbell-trail-responder',
    POWERTOOLS_METRICS_NAMESPACE: 'Trailbell',
    [EnvironmentVariable.ALERTS_TABLE]: 'trailbell-alerts',
    [EnvironmentVariable.SLACK_TOKEN_SECRET]: 'trailbell/slack-token',
    [EnvironmentVariable.SLACK_API_URL]: `${cloud.url}/api/`,
    [EnvironmentVariable.RESTARTED_TRAILS]: '["arn:aws:cloudtrail:eu-central-1:111122223333:trail/trailbell"]',
    [EnvironmentVariable.RESTART_MODE]: 'dry-run',
    [EnvironmentVariable.ROUTING]: JSON.stringify({
      bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
      channels: { page: '#page', alert: '#alert', digest: '#digest' },
      email: [],
    }),
  });
});

afterEach(async () => {
  await lambda.stop();
  await cloud.close();
});

test('the bundle stays within its budget', async () => {
  expect((await stat(BUNDLE)).size).toBeLessThanOrEqual(MAX_BYTES);
});

test('the bundle tells people in Slack, once, however often the event comes', async () => {
  await lambda.invoke(EVENT);
  await lambda.invoke(EVENT);

  const posts = cloud.calls.filter(({ service }) => service === 'slack').map(({ input }) => input);
  expect(posts).toMatchObject([{ channel: '#page' }]);
  expect(JSON.stringify(posts)).toContain('would have restarted it (dry run)');
});

test('the bundle fails while Slack does, so that Lambda tries again', async () => {
  cloud.slackAnswers(503, { ok: false });

  await expect(lambda.invoke(EVENT)).rejects.toThrow(
    'nobody could be told of event 5a1d6c1e-0000-4000-8000-000000000001 now',
  );
});
