import { describe, expect, test } from '@jest/globals';
import { type Template } from 'aws-cdk-lib/assertions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { type Pattern } from '@trailbell/event-pattern';
import { PatternRules } from './pattern-rules.ts';
import { sendsTo } from './rule-targets.ts';
import { synthesise } from './testing/synthesise.ts';

const writes: Pattern = { detail: { eventName: ['CreateUser'] } };
const reads: Pattern = { detail: { eventName: ['GetSecretValue'] } };

function templateWith(patterns: readonly Pattern[], ruleName = 'trailbell-some'): Template {
  return synthesise((stack, alarmTopic) => {
    new PatternRules(stack, 'Rules', {
      ruleName,
      description: 'Some events',
      eventBus: EventBus.fromEventBusName(stack, 'Bus', 'trailbell-hub'),
      patterns,
      target: sendsTo(new Queue(stack, 'Queue'), new Queue(stack, 'DeadLetters')),
      impact: 'some events reach nobody',
      alarmTopic,
    });
  });
}

interface RuleResource {
  readonly Properties: Record<string, unknown>;
  readonly DependsOn: readonly string[];
}

function rulesById(...patterns: Pattern[]): Record<string, RuleResource> {
  return templateWith(patterns).findResources('AWS::Events::Rule') as Record<string, RuleResource>;
}

function rulesFor(...patterns: Pattern[]): Record<string, unknown>[] {
  return Object.values(rulesById(...patterns)).map(({ Properties }) => Properties);
}

interface FailureAlarm {
  readonly AlarmName: string;
  readonly Metrics: { readonly MetricStat?: { readonly Metric: { readonly Dimensions: unknown } } }[];
}

describe('the alarms of rules', () => {
  test('add up what each rule gave up, ten rules to an alarm', () => {
    const shapes = Array.from({ length: 12 }, (_, index): Pattern => ({ detail: { [`field${index}`]: ['some'] } }));
    const template = templateWith(shapes);
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties as FailureAlarm,
    );
    const watched = alarms.map(({ Metrics }) => Metrics.filter(({ MetricStat }) => MetricStat).length);

    expect(watched).toEqual([10, 2]);
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual(['trailbell-some-failed-1', 'trailbell-some-failed-2']);
    expect(alarms[1]?.Metrics.find(({ MetricStat }) => MetricStat)?.MetricStat?.Metric.Dimensions).toEqual([
      { Name: 'EventBusName', Value: 'trailbell-hub' },
      { Name: 'RuleName', Value: expect.stringMatching(/^trailbell-some-writes-[0-9a-f]{8}$/) },
    ]);
  });
});

describe('the rules for patterns', () => {
  test('carry the pattern as it is written, fields unknown to CDK included', () => {
    expect(rulesFor({ 'detail-type': [{ prefix: 'AWS Console Sign' }], ...writes })).toMatchObject([
      { EventPattern: { 'detail-type': [{ prefix: 'AWS Console Sign' }], detail: { eventName: ['CreateUser'] } } },
    ]);
  });

  test('keep out what is replayed from an archive', () => {
    expect(rulesFor(writes)).toMatchObject([{ EventPattern: { 'replay-name': [{ exists: false }] } }]);
  });

  test('take read-only calls in a rule of their own, in the state that delivers them', () => {
    expect(rulesFor(writes, reads)).toMatchObject([
      { Name: expect.stringMatching(/^trailbell-some-writes-[0-9a-f]{8}$/), State: 'ENABLED', EventPattern: writes },
      {
        Name: expect.stringMatching(/^trailbell-some-reads-[0-9a-f]{8}$/),
        State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
        EventPattern: reads,
      },
    ]);
  });

  test('are none for no patterns', () => {
    expect(rulesFor()).toEqual([]);
  });

  test('are never rewritten: what changes is a rule of another name, made before the old one goes', () => {
    const further: Pattern = { detail: { eventName: ['DeleteUser'] } };
    const before = rulesById(writes, reads);
    const after = rulesById(writes, reads, further);
    const gone = Object.keys(before).filter((id) => !(id in after));
    const namesOf = (rules: Record<string, RuleResource>) =>
      Object.values(rules).map(({ Properties }) => Properties.Name);

    expect(gone).toHaveLength(1);
    for (const id of Object.keys(before).filter((one) => one in after)) {
      expect(after[id]).toEqual(before[id]);
    }
    expect(new Set([...namesOf(before), ...namesOf(after)]).size).toBe(3); // the two, and the one that is new
  });

  test('are let in by the target before they are made, by one statement for them all', () => {
    const template = templateWith([writes, reads]);
    const policies = template.findResources('AWS::SQS::QueuePolicy');

    for (const { DependsOn } of Object.values(rulesById(writes, reads))) {
      expect(DependsOn.toSorted()).toEqual(Object.keys(policies).toSorted());
    }
    for (const { Properties } of Object.values(policies)) {
      expect(Properties).toMatchObject({
        PolicyDocument: {
          Statement: [
            {
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Condition: {
                ArnLike: {
                  'aws:SourceArn': 'arn:aws:events:eu-central-1:111122223333:rule/trailbell-hub/trailbell-some-*',
                },
              },
            },
          ],
        },
      });
    }
  });

  test('are refused under a name that EventBridge does not take', () => {
    expect(() => templateWith([writes], `trailbell-${'x'.repeat(50)}-detections`)).toThrow(
      /^the rule trailbell-x{50}-detections-writes-[0-9a-f]{8} has a name of 87 characters\. Valid: at most 64; give the app a shorter name\.$/,
    );
  });
});
