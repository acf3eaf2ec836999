import { describe, expect, test } from '@jest/globals';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { MonitoredLambda } from './monitored-lambda.ts';
import { bundleFolder } from './testing/bundle.ts';
import { propertiesOf, synthesise } from './testing/synthesise.ts';

const template = synthesise((stack, alarmTopic) => {
  new MonitoredLambda(stack, 'Lambda', {
    functionName: 'trailbell-errand',
    bundle: bundleFolder(),
    impact: 'errands are not run',
    memoryMb: 256,
    timeout: Duration.seconds(10),
    environment: { ERRANDS: 'one' },
    alarmTopic,
    removalPolicy: RemovalPolicy.DESTROY,
  });
});

describe('a monitored lambda', () => {
  test('runs on Node 24 and arm64, traced, with its logs as JSON', () => {
    expect(propertiesOf(template, 'AWS::Lambda::Function')).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON' },
      TracingConfig: { Mode: 'Active' },
      Environment: { Variables: { ERRANDS: 'one', POWERTOOLS_SERVICE_NAME: 'trailbell-errand' } },
    });
    expect(propertiesOf(template, 'AWS::Logs::LogGroup')).toMatchObject({ RetentionInDays: 90 });
  });

  test('leaves events that failed three times, or waited for six hours, in its dead-letter queue', () => {
    const [queue] = Object.keys(template.findResources('AWS::SQS::Queue'));

    expect(propertiesOf(template, 'AWS::Lambda::EventInvokeConfig')).toMatchObject({
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 6 * 3600,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queue, 'Arn'] } } },
    });
  });

  test('may write its own log, trace, and leave dead letters: nothing else', () => {
    const { Statement: statements } = propertiesOf(template, 'AWS::IAM::Policy').PolicyDocument as {
      Statement: { Sid: string; Action: unknown }[];
    };

    expect(statements.map(({ Sid, Action }) => [Sid, Action])).toEqual([
      ['WritesItsLog', ['logs:CreateLogStream', 'logs:PutLogEvents']],
      ['LeavesDeadLetters', 'sqs:SendMessage'],
      ['Traces', ['xray:PutTelemetryRecords', 'xray:PutTraceSegments']],
    ]);
  });

  test.each(['Errors', 'Throttles', 'ApproximateNumberOfMessagesVisible'])(
    'rings on %s, saying what people lose',
    (metric) => {
      const { AlarmDescription, Threshold } = propertiesOf(
        template,
        'AWS::CloudWatch::Alarm',
        ({ MetricName }) => MetricName === metric,
      );

      expect(AlarmDescription).toMatch(/^Impact: errands are not run\. Seen: .+\.$/);
      expect(Threshold).toBe(0);
    },
  );
});
