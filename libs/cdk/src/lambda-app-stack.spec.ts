import { describe, expect, test } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type Detection, Settings } from '@trailbell/detections';
import { LambdaAppStack } from './lambda-app-stack.ts';
import { LambdaManifest, ownPatternsOf } from './lambda-manifest.ts';
import { bundleFolder } from './testing/bundle.ts';
import { Match, app as cdkApp, propertiesOf } from './testing/synthesise.ts';

const detection = (id: string, digestOnly = false) =>
  ({ id, digestOnly, pattern: { detail: { eventName: [id] } } }) as unknown as Detection;

const settings = Settings.parse({ watchedBuckets: ['example-exports'] });

const routing = {
  bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
  channels: { page: '#page', alert: '#alert', digest: '#digest' },
  email: ['page'],
} as const;

function templateOf(manifest: object, ownAccounts: readonly string[] = []): Template {
  const app = {
    name: 'errand',
    manifest: LambdaManifest.parse({
      impact: 'errands are not run by anybody',
      memoryMb: 256,
      timeoutSeconds: 30,
      needs: {},
      ...manifest,
    }),
  };
  const stack = new LambdaAppStack(cdkApp(), 'trailbell-errand', {
    env: { account: '111122223333', region: 'eu-central-1' },
    app,
    bundle: bundleFolder(),
    detections: [detection('StopLogging'), detection('PutObject', true)],
    settings: { ...settings, ownAccounts: [...ownAccounts] },
    routing: { ...routing, email: [...routing.email] },
    digest: { every: 'day', hour: 7, emptyWindow: 'nothing' },
    heartbeats: { regions: ['eu-central-1', 'us-east-1'], guardRegion: 'eu-west-1' },
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return Template.fromStack(stack);
}

function variablesOf(template: Template): Record<string, unknown> {
  const { Environment } = propertiesOf(template, 'AWS::Lambda::Function') as {
    Environment: { Variables: Record<string, unknown> };
  };
  return Environment.Variables;
}

describe('the stack of a lambda app', () => {
  test('invokes the lambda on every detection but the digest-only ones', () => {
    const template = templateOf({ triggers: [{ kind: 'detections' }] });

    expect(propertiesOf(template, 'AWS::Events::Rule')).toMatchObject({
      EventBusName: 'trailbell-hub',
      EventPattern: { detail: { eventName: ['StopLogging'] } },
    });
    template.resourceCountIs('AWS::Lambda::Permission', 1);
  });

  test('invokes the lambda on a pattern of its own', () => {
    const template = templateOf({ triggers: [{ kind: 'pattern', pattern: { source: ['aws.health'] } }] });

    expect(propertiesOf(template, 'AWS::Events::Rule')).toMatchObject({ EventPattern: { source: ['aws.health'] } });
  });

  test('invokes the lambda on alerts of the hub bus, of this account alone', () => {
    const template = templateOf({
      triggers: [{ kind: 'alerts', detections: ['cloudtrail-stopped'], severities: ['critical', 'high'] }],
    });

    expect(propertiesOf(template, 'AWS::Events::Rule').EventPattern).toEqual({
      account: ['111122223333'],
      source: ['trailbell'],
      'detail-type': ['Alert'],
      detail: {
        version: [1],
        alert: { detectionId: ['cloudtrail-stopped'], severity: ['critical', 'high'] },
      },
      'replay-name': [{ exists: false }],
    });
  });

  test('gathers alerts in the queue of events, every one where nothing is said', () => {
    const template = templateOf({ triggers: [{ kind: 'queue', queue: 'events', batchSize: 10, alerts: {} }] });

    expect(propertiesOf(template, 'AWS::Events::Rule')).toMatchObject({
      EventPattern: { source: ['trailbell'], detail: { version: [1] } },
      Targets: [{ Arn: { 'Fn::GetAtt': [expect.stringMatching(/^queueevents/), 'Arn'] } }],
    });
  });

  test('lets the lambda put alerts on the hub bus, and nothing else', () => {
    const template = templateOf({ triggers: [{ kind: 'detections' }], needs: { hubBus: true } });

    expect(variablesOf(template)).toMatchObject({ HUB_BUS: 'trailbell-hub' });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Sid: 'PutsAlertsOnTheHubBus',
            Effect: 'Allow',
            Action: 'events:PutEvents',
            Resource: 'arn:aws:events:eu-central-1:111122223333:event-bus/trailbell-hub',
            Condition: {
              'ForAllValues:StringEquals': { 'events:source': 'trailbell', 'events:detail-type': 'Alert' },
              Null: { 'events:source': 'false', 'events:detail-type': 'false' },
            },
          },
        ]),
      },
    });
  });

  test('puts events of digest-only detections straight into the queue', () => {
    const template = templateOf({
      triggers: [
        {
          kind: 'queue',
          queue: 'digest',
          batchSize: 100,
          batchWindowSeconds: 30,
          alsoEvents: 'digest-only detections',
        },
      ],
    });

    expect(propertiesOf(template, 'AWS::Events::Rule')).toMatchObject({
      EventPattern: { detail: { eventName: ['PutObject'] } },
      Targets: [{ Arn: { 'Fn::GetAtt': [expect.stringMatching('^queuedigest'), 'Arn'] }, DeadLetterConfig: {} }],
    });
    template.resourceCountIs('AWS::Lambda::Permission', 0);
  });

  test('puts events of its own pattern straight into its queue', () => {
    const pattern = { source: ['aws.health'] };
    const template = templateOf({ triggers: [{ kind: 'queue', queue: 'events', batchSize: 10, pattern }] });

    expect(propertiesOf(template, 'AWS::Events::Rule')).toMatchObject({
      EventBusName: 'trailbell-hub',
      EventPattern: pattern,
      Targets: [{ Arn: { 'Fn::GetAtt': [expect.stringMatching('^queueevents'), 'Arn'] }, DeadLetterConfig: {} }],
    });
    template.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'trailbell-errand-events' });
  });

  test('drains its queue in batches, of which failed messages alone go back', () => {
    const template = templateOf({
      triggers: [{ kind: 'queue', queue: 'retry', batchSize: 10, maximumConcurrency: 2, delaySeconds: 60 }],
    });

    expect(propertiesOf(template, 'AWS::Lambda::EventSourceMapping')).toMatchObject({
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(propertiesOf(template, 'AWS::SQS::Queue', ({ DelaySeconds }) => DelaySeconds === 60)).toMatchObject({
      QueueName: 'trailbell-errand-retry',
    });
    expect(variablesOf(template)).toMatchObject({ RETRY_QUEUE_URL: {} });
  });

  test('finds what it needs by environment variables', () => {
    const variables = variablesOf(
      templateOf({
        triggers: [{ kind: 'detections' }],
        needs: { alertsTable: true, secrets: ['slack-token'], topics: ['page'], queues: ['digest'] },
      }),
    );

    expect(variables).toMatchObject({
      ALERTS_TABLE: 'trailbell-alerts',
      SLACK_TOKEN_SECRET: 'trailbell/slack-token',
      PAGE_TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:trailbell-page',
      ROUTING: JSON.stringify(routing),
      DETECTION_SETTINGS: JSON.stringify(settings),
    });
  });

  test('refuses settings for which a lambda has no room in its environment', () => {
    const accounts = (count: number) => Array.from({ length: count }, (_, i) => String(111122223333 + i));
    const needs = { alertsTable: true, secrets: ['slack-token'], topics: ['page'], queues: ['digest'] };
    const retry = { kind: 'queue', queue: 'retry', batchSize: 10 };
    const manifest = { triggers: [{ kind: 'detections' }, retry], needs };

    const variables = variablesOf(templateOf(manifest, accounts(150)));
    expect(Buffer.byteLength(JSON.stringify(variables))).toBeGreaterThan(3_072);
    expect(Buffer.byteLength(JSON.stringify(variables))).toBeLessThan(4_096);
    expect(() => templateOf(manifest, accounts(200))).toThrow(
      /^DETECTION_SETTINGS and ROUTING of the lambda trailbell-errand are 3\d\d\d bytes\. Valid: at most 3072; shorten the lists in `detections` or `routing` of the environment\.$/,
    );
  });

  test('tells an app that tells in Slack where alerts go', () => {
    const variables = variablesOf(
      templateOf({
        triggers: [{ kind: 'pattern', pattern: { source: ['aws.health'] } }],
        needs: { secrets: ['slack-token'] },
      }),
    );

    expect(variables).toMatchObject({ ROUTING: JSON.stringify(routing) });
    expect(variables).not.toHaveProperty('DETECTION_SETTINGS');
  });

  test('tells an app that evaluates nothing neither settings nor routing', () => {
    const variables = variablesOf(templateOf({ triggers: [{ kind: 'pattern', pattern: { source: ['aws.health'] } }] }));

    expect(Object.keys(variables)).toEqual(['POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE']);
  });

  test('hears heartbeats, and may pass on those of the regions with a collector', () => {
    const template = templateOf({ triggers: [{ kind: 'heartbeat' }] });
    const topic = (region: string) => `arn:aws:sns:eu-west-1:111122223333:trailbell-heartbeat-${region}`;

    expect(propertiesOf(template, 'AWS::Events::Rule')).toMatchObject({
      EventPattern: { detail: { eventName: ['UntagQueue'] } },
    });
    expect(variablesOf(template)).toMatchObject({ HEARTBEAT_TOPIC_PREFIX: topic('') });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'PassesHeartbeatsOn',
            Action: 'sns:Publish',
            Resource: [topic('eu-central-1'), topic('us-east-1')],
          }),
        ]),
      },
    });
  });

  test('rings when people are told late, or only after many tries', () => {
    const template = templateOf({ triggers: [{ kind: 'detections' }] });
    const alarm = (name: string) =>
      propertiesOf(template, 'AWS::CloudWatch::Alarm', ({ AlarmName }) => AlarmName === name);

    expect(alarm('trailbell-errand-late')).toMatchObject({
      Namespace: 'Trailbell',
      MetricName: 'DeliveryLatency',
      ExtendedStatistic: 'p90',
      Threshold: 600_000,
      AlarmDescription: expect.stringMatching(/#delivery-late\.$/),
    });
    expect(alarm('trailbell-errand-retries')).toMatchObject({ MetricName: 'DeliveryFailed', Statistic: 'Sum' });
  });

  test('rings when lines for a digest were gathered and nobody was told for a day', () => {
    const template = templateOf({ triggers: [{ kind: 'queue', queue: 'digest', batchSize: 10 }] });
    const { EvaluationPeriods, Metrics } = propertiesOf(
      template,
      'AWS::CloudWatch::Alarm',
      ({ AlarmName }) => AlarmName === 'trailbell-errand-missing',
    ) as { EvaluationPeriods: number; Metrics: { MetricStat?: { Metric: object; Period: number } }[] };

    expect(EvaluationPeriods).toBe(2);
    expect(Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Period] : []))).toEqual([43_200, 43_200]);
  });

  test('holds no other stack by an export', () => {
    const template = templateOf({ triggers: [{ kind: 'detections' }], needs: { topics: ['page'] } });

    expect(JSON.stringify(template.toJSON())).not.toContain('Fn::ImportValue');
    expect(template.toJSON().Outputs).toBeUndefined();
  });
});

describe('an app that restarts trails', () => {
  const restarting = (act: boolean) =>
    templateOf({
      triggers: [{ kind: 'pattern', pattern: { source: ['aws.cloudtrail'] } }],
      needs: { restartsTrails: { trails: ['main'], act } },
    });

  test('may start the trails it names, and nothing beside them', () => {
    const statements = JSON.stringify(restarting(true).findResources('AWS::IAM::Policy'));

    expect(statements).toContain(
      '"Action":"cloudtrail:StartLogging","Effect":"Allow","Resource":"arn:aws:cloudtrail:eu-central-1:111122223333:trail/main"',
    );
    expect(statements.match(/cloudtrail:/g)).toHaveLength(1 + 1); // the action, and its one resource
  });

  test('may start nothing in a dry run, and is told that it is one', () => {
    const template = restarting(false);

    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).not.toContain('cloudtrail:');
    expect(JSON.stringify(template.findResources('AWS::Lambda::Function'))).toContain('"RESTART_MODE":"dry-run"');
  });
});

test('a trigger that is off has no rule, and collectors forward nothing for it', () => {
  const trigger = { kind: 'pattern', enabled: false, pattern: { source: ['aws.cloudtrail'] } };
  const manifest = LambdaManifest.parse({
    impact: 'errands are not run by anybody',
    memoryMb: 256,
    timeoutSeconds: 30,
    triggers: [trigger],
    needs: {},
  });

  expect(templateOf({ triggers: [trigger] }).findResources('AWS::Events::Rule')).toEqual({});
  expect(ownPatternsOf(manifest)).toEqual([]);
});
