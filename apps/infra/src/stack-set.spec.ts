import { describe, expect, test } from '@jest/globals';
import { environment as organization } from '../environments/organization.ts';
import { type EnvironmentFile } from './config.ts';
import { stackSetTemplateOf } from './stack-set.ts';
import { resourcesOf, ofType } from './testing/resources.ts';
import { appWith, templatesOf } from './testing/synthesised.ts';

// Smaller than the largest environment: what is the same in every region need not be synthesised in seventeen.
const few: Partial<EnvironmentFile> = { ...organization, regions: ['eu-central-1'], signInRegions: ['us-east-1'] };
const app = appWith(few);
const text = stackSetTemplateOf(app);
const template = JSON.parse(text) as { Parameters: object; Resources: object; Rules?: object };
const resources = resourcesOf('stack-set', text);

describe('the template for a StackSet', () => {
  test('asks for nothing but who gets its alarms: no assets, no look-ups, no bootstrapped account', () => {
    expect(template.Parameters).toEqual({
      AlarmEmail: expect.objectContaining({ Type: 'String', Default: 'platform@example.com' }),
    });
    expect(template.Rules).toBeUndefined();
    expect(text).not.toContain('cdk-hnb659fds-assets');
  });

  test('names no region but those of the hub and of the guard', () => {
    expect(text).toContain(':events:eu-central-1:111122223333:event-bus/trailbell-hub');
    expect(text).toContain(':events:eu-west-1:111122223333:event-bus/trailbell-guard');
    expect(new Set(text.match(/\b[a-z]{2}-(central|east|west|north|south|southeast|northeast)-\d\b/g))).toEqual(
      new Set(['eu-central-1', 'eu-west-1']),
    );
  });

  test('mails its alarms where an address is given, and nobody otherwise', () => {
    const [mail] = Object.values(template.Resources).filter(
      ({ Type }: { Type: string }) => Type === 'AWS::SNS::Subscription',
    ) as { Condition: string }[];

    expect(mail?.Condition).toBe('HasAlarmEmail');
  });

  test('has the rules of every other collector', () => {
    const rulesIn = (from: ReturnType<typeof resourcesOf>) =>
      ofType(from, 'AWS::Events::Rule').map(({ properties }) => [properties.Name, properties.EventPattern]);
    const collector = 'trailbell-collector-us-east-1';

    expect(rulesIn(resources)).toEqual(rulesIn(resourcesOf(collector, templatesOf(app).get(collector) ?? '')));
    expect(rulesIn(resources).length).toBeGreaterThan(1);
  });

  test("rings for its dead letters; for each rule that gives up only where every account's shall", () => {
    const watched = (from: ReturnType<typeof resourcesOf>) =>
      new Set(ofType(from, 'AWS::CloudWatch::Alarm').map(({ properties }) => metricOf(properties)));

    expect(watched(resources)).toEqual(new Set(['ApproximateNumberOfMessagesVisible']));
    expect(
      watched(resourcesOf('stack-set', stackSetTemplateOf(appWith({ ...few, ruleAlarms: 'every account' })))),
    ).toEqual(new Set(['ApproximateNumberOfMessagesVisible', 'FailedInvocations']));
  });

  test('is deployed by nobody from here: it is no stack of the app', () => {
    expect([...templatesOf(app).keys()].filter((stack) => stack.includes('stack-set'))).toEqual([]);
  });
});

/** The metric an alarm watches, alone or among those it adds up. */
function metricOf({ MetricName, Metrics = [] }: Record<string, unknown>): unknown {
  const [added] = (Metrics as { MetricStat?: { Metric: { MetricName: string } } }[]).flatMap(
    ({ MetricStat }) => MetricStat ?? [],
  );
  return MetricName ?? added?.Metric.MetricName;
}

test('the management account gets its collectors from here, since no StackSet reaches it', () => {
  expect([...templatesOf(app).keys()]).toEqual(
    expect.arrayContaining([
      'trailbell-collector-eu-central-1',
      'trailbell-collector-eu-central-1-444455556666',
      'trailbell-collector-us-east-1',
      'trailbell-collector-us-east-1-444455556666',
    ]),
  );
});

test('without an organisation there is no StackSet', () => {
  expect(() => stackSetTemplateOf(appWith())).toThrow('assembly-stack-set');
});
