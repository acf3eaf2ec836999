import { describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { expressionFor } from './schedule-expression.ts';
import { ScheduledMessage } from './scheduled-message.ts';
import { app } from './testing/synthesise.ts';

const ENV = { account: '111122223333', region: 'eu-central-1' };

function template(): Template {
  const stack = new Stack(app(), 'stack', { env: ENV });
  new ScheduledMessage(stack, 'Schedule', {
    scheduleName: 'trailbell-example',
    expression: 'cron(0 * * * ? *)',
    message: { kind: 'close', version: 1 },
    queue: new Queue(stack, 'Queue'),
    deadLetters: new Queue(stack, 'DeadLetters'),
  });
  return Template.fromStack(stack);
}

describe('a scheduled message', () => {
  test('names the time it was due, whenever it arrives; what cannot be sent for a day is a dead letter', () => {
    template().hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(0 * * * ? *)',
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: { 'Fn::GetAtt': ['Queue4A7E3555', 'Arn'] },
        Input: '{"kind":"close","version":1,"scheduledAt":"<aws.scheduler.scheduled-time>"}',
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['DeadLettersBBF8BAAB', 'Arn'] } },
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400 },
      },
    });
  });

  test("is sent as a role that this account's schedules alone can assume, and that sends to these two queues alone", () => {
    const synthesised = template();

    synthesised.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': '111122223333' },
              ArnEquals: { 'aws:SourceArn': 'arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default' },
            },
          },
        ],
      },
    });
    synthesised.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: 'sqs:SendMessage', Effect: 'Allow', Sid: 'SendsToTheQueue' }] },
    });
  });
});

test.each([
  ['a digest window ends', 'hour', 'cron(0 * * * ? *)'],
  ['a digest window ends', 'day', 'cron(0 7 * * ? *)'],
  ['rate(5 minutes)', 'day', 'rate(5 minutes)'],
] as const)('%s of every %s is %s', (when, every, expression) => {
  expect(expressionFor({ when, message: {} }, { every, hour: 7, emptyWindow: 'nothing' })).toBe(expression);
});
