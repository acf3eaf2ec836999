import { describe, expect, test } from '@jest/globals';
import { type Statement, isAllowed, statementsOf } from './testing/policy.ts';
import { type Resource, nameOf, named, ofType } from './testing/resources.ts';
import { synthesised } from './testing/synthesised.ts';

const resources = synthesised();
const queues = ofType(resources, 'AWS::SQS::Queue');
const deadLetterQueues = queues.filter(({ properties }) => String(properties.QueueName).endsWith('-dead-letters'));
const workQueues = queues.filter((queue) => !deadLetterQueues.includes(queue));
const alarms = ofType(resources, 'AWS::CloudWatch::Alarm');
const functions = ofType(resources, 'AWS::Lambda::Function');
const rules = ofType(resources, 'AWS::Events::Rule');

interface Target {
  readonly Arn: string;
  readonly DeadLetterConfig?: { readonly Arn: string };
}

/** The metrics on which an alarm rings for a resource. */
function metricsWatched(resource: string, dimension: string): readonly unknown[] {
  return alarms
    .filter(({ properties }) =>
      ((properties.Dimensions ?? []) as { Name: string; Value: string }[]).some(
        ({ Name, Value }) => Name === dimension && Value === resource,
      ),
    )
    .map(({ properties }) => properties.MetricName);
}

describe('queues', () => {
  test('there are some of each kind', () => {
    expect(workQueues.length).toBeGreaterThan(1);
    expect(deadLetterQueues.length).toBeGreaterThan(workQueues.length);
  });

  test.each(named(workQueues))('%s leaves what it gives up in a dead-letter queue', (_, { properties }) => {
    const { deadLetterTargetArn } = properties.RedrivePolicy as { deadLetterTargetArn: string };

    expect(deadLetterQueues.map(nameOf)).toContain(deadLetterTargetArn);
  });

  test.each(named(deadLetterQueues))(
    '%s keeps dead letters for 14 days and rings at the first',
    (name, { properties }) => {
      expect(properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
      expect(metricsWatched(name, 'QueueName')).toEqual(['ApproximateNumberOfMessagesVisible']);
    },
  );

  test.each(workQueues.map(nameOf))('%s rings when messages grow old', (name) => {
    expect(metricsWatched(name, 'QueueName')).toEqual(['ApproximateAgeOfOldestMessage']);
  });

  test.each(named(queues))('%s is encrypted and refuses plain HTTP', (name, queue) => {
    const policy = ofType(resources, 'AWS::SQS::QueuePolicy').find(({ properties }) =>
      (properties.Queues as string[]).includes(name),
    );

    expect(queue.properties.SqsManagedSseEnabled).toBe(true);
    expect(policy && statementsOf(policy)).toContainEqual({
      allows: false,
      principals: ['AWS:*'],
      actions: ['sqs:*'],
      resources: [name],
      conditions: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });
});

describe('lambdas', () => {
  test.each(functions.map(nameOf))('%s rings on errors and on throttles', (name) => {
    expect(metricsWatched(name, 'FunctionName').toSorted()).toEqual(['Errors', 'Throttles']);
  });

  test.each(functions.map(nameOf))('%s leaves what failed three times in a dead-letter queue', (name) => {
    const configs = ofType(resources, 'AWS::Lambda::EventInvokeConfig').filter(
      ({ properties }) => properties.FunctionName === name,
    );
    const destinations = configs.map(
      ({ properties }) => properties.DestinationConfig as { OnFailure: { Destination: string } },
    );

    expect(deadLetterQueues.map(nameOf)).toEqual(
      expect.arrayContaining(destinations.map(({ OnFailure }) => OnFailure.Destination)),
    );
    expect(destinations).toHaveLength(1);
  });
});

describe('rules', () => {
  test.each(named(rules))('%s leaves what it cannot deliver in a dead-letter queue that lets it', (name, rule) => {
    const [target, ...others] = rule.properties.Targets as Target[];
    const queue = String(target?.DeadLetterConfig?.Arn);
    const policy = ofType(resources, 'AWS::SQS::QueuePolicy').find(({ properties }) =>
      (properties.Queues as unknown[]).includes(queue),
    );
    const statements = policy ? statementsOf(policy) : [];

    expect(others).toEqual([]);
    expect([
      mayPassOn(statements, { to: queue, action: 'sqs:SendMessage', from: [name, arnOfRule(rule)] }),
      mayPassOn(statements, {
        to: queue,
        action: 'sqs:SendMessage',
        from: [arnOfRule(rule).replace(/trailbell-([^/]*)$/, 'other-$1')],
      }),
    ]).toEqual([true, false]);
  });

  test.each(named(rules.filter(({ stack }) => stack === 'trailbell-alert-lambda')))(
    '%s may invoke the lambda, and rules of others may not',
    (_, rule) => {
      const [target] = rule.properties.Targets as Target[];
      const lambda = String(target?.Arn);
      const statements = ofType(resources, 'AWS::Lambda::Permission').map(({ properties }) => ({
        allows: true,
        principals: [`Service:${String(properties.Principal)}`],
        actions: [String(properties.Action)],
        resources: [String(properties.FunctionName)],
        conditions: { ArnLike: { 'aws:SourceArn': properties.SourceArn } },
      }));
      const invoke = { to: lambda, action: 'lambda:InvokeFunction' };

      expect(mayPassOn(statements, { ...invoke, from: [arnOfRule(rule)] })).toBe(true);
      expect(
        mayPassOn(statements, { ...invoke, from: [arnOfRule(rule).replace(/trailbell-([^/]*)$/, 'other-$1')] }),
      ).toBe(false);
    },
  );
});

interface Passing {
  readonly to: string;
  readonly action: string;
  /** The ARN of a rule; as the template refers to it, or as it is. */
  readonly from: readonly string[];
}

function mayPassOn(statements: readonly Statement[], { to, action, from }: Passing): boolean {
  return from.some((arn) =>
    isAllowed(statements, {
      principal: 'Service:events.amazonaws.com',
      action,
      resource: to,
      context: { 'aws:SourceArn': arn },
    }),
  );
}

function arnOfRule({ stack, properties }: Resource): string {
  const region = regionOf(stack);
  const bus = 'EventBusName' in properties ? `${stack === 'trailbell-guard' ? stack : 'trailbell-hub'}/` : '';
  return `arn:aws:events:${region}:111122223333:rule/${bus}${String(properties.Name)}`;
}

function regionOf(stack: string): string {
  return stack === 'trailbell-guard' ? 'eu-west-1' : (/^trailbell-collector-(.+)$/.exec(stack)?.[1] ?? 'eu-central-1');
}

describe('alarms', () => {
  test.each(named(alarms))('%s says what people lose and what was seen', (_, { properties: { AlarmDescription } }) => {
    expect(AlarmDescription).toMatch(/^Impact: .{20,}\. Seen: .+\.$/);
    expect(String(AlarmDescription).length).toBeLessThanOrEqual(1024); // as much as CloudWatch takes
  });

  test.each(named(alarms))(
    '%s rings a topic of its own region that mails people and lets alarms publish',
    (_, alarm) => {
      const [action] = alarm.properties.AlarmActions as string[];
      const topic = topicNamed(String(action), alarm.stack);
      const policy = ofType(resources, 'AWS::SNS::TopicPolicy').find(({ properties }) =>
        (properties.Topics as string[]).includes(topic),
      );

      expect(
        ofType(resources, 'AWS::SNS::Subscription').filter(({ properties }) => properties.TopicArn === topic),
      ).not.toEqual([]);
      expect(policy && statementsOf(policy)).toContainEqual({
        allows: true,
        principals: ['Service:cloudwatch.amazonaws.com'],
        actions: ['sns:Publish'],
        resources: [topic],
        conditions: {
          ArnLike: {
            'aws:SourceArn': expect.stringMatching(/^arn:aws:cloudwatch:[a-z0-9-]+:111122223333:alarm:trailbell-\*$/),
          },
        },
      });
    },
  );

  test('have names of their own in each region', () => {
    const names = alarms.map(
      ({ stack, properties }) =>
        `${stack.startsWith('trailbell-collector') ? stack : regionOf(stack)} ${String(properties.AlarmName)}`,
    );

    expect(new Set(names).size).toBe(names.length);
  });
});

/** The topic behind an ARN: of the stack itself, or by its fixed name in the home region. */
function topicNamed(arn: string, stack: string): string {
  const topic = ofType(resources, 'AWS::SNS::Topic').find(
    (one) =>
      nameOf(one) === arn ||
      (arn.startsWith('arn:aws:sns:eu-central-1:') &&
        arn.endsWith(`:${String(one.properties.TopicName)}`) &&
        !stack.includes('collector')),
  );
  return topic ? nameOf(topic) : `no topic ${arn}`;
}
