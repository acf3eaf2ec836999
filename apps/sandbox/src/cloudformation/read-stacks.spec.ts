import { describe, expect, test } from '@jest/globals';
import { type Resources, arn, fixtureFunction, resource, ruleTo, smallAssembly } from '../testing/small-assembly.ts';
import { readAssembly } from './assembly.ts';
import { ignoredProperties } from './ignored-properties.ts';
import { readStacks } from './read-stacks.ts';

function read(resources: Resources, template: object = {}) {
  const stacks = readStacks(readAssembly(smallAssembly(resources, { ...template })));
  stacks.ledger.check(ignoredProperties);
  return stacks.definitions;
}

describe('what the sandbox does not know is refused by its name:', () => {
  const QUEUE = resource('SQS::Queue', { QueueName: 'work' });

  test.each<[string, Resources, object, string]>([
    ['a type of resource', { A: resource('Kinesis::Stream') }, {}, 'resource type AWS::Kinesis::Stream is not known'],
    ['a property', { A: resource('SQS::Queue', { FifoQueue: true }) }, {}, 'AWS::SQS::Queue FifoQueue'],
    [
      'a property deep inside',
      { A: ruleTo({ Arn: 'arn:a:b:c:d:e', SqsParameters: { MessageGroupId: 'g' } }) },
      {},
      'AWS::Events::Rule Targets[].SqsParameters.MessageGroupId',
    ],
    [
      'an intrinsic function',
      { A: resource('SQS::Queue', { QueueName: { 'Fn::ImportValue': 'x' } }) },
      {},
      'intrinsic function Fn::ImportValue',
    ],
    [
      'a dynamic reference',
      { A: resource('SSM::Parameter', { Name: 'a', Type: 'String', Value: '{{resolve:ssm:/x}}' }) },
      {},
      'dynamic reference {{resolve:ssm:/x}}',
    ],
    [
      'an attribute',
      { A: QUEUE, B: resource('SQS::Queue', { QueueName: { 'Fn::GetAtt': ['A', 'Colour'] } }) },
      {},
      'attribute Colour of A (AWS::SQS::Queue)',
    ],
    ['a reference', { A: resource('SQS::Queue', { QueueName: { Ref: 'Nobody' } }) }, {}, 'reference to Nobody'],
    ['a section of the template', { A: QUEUE }, { Conditions: { C: true } }, 'Unrecognized key: "Conditions"'],
    ['a condition on a resource', { A: { ...QUEUE, Condition: 'C' } as never }, {}, 'Unrecognized key: "Condition"'],
    ['a value of a property', { A: fixtureFunction({ Runtime: 'python3.13' }) }, {}, 'Runtime'],
    [
      'a protocol',
      { A: resource('SNS::Subscription', { Protocol: 'sms', TopicArn: 't', Endpoint: 'e' }) },
      {},
      'Protocol',
    ],
    [
      'a pattern EventBridge would refuse',
      { A: ruleTo({ Arn: 'arn:a:b:c:d:e' }, { EventPattern: { source: 'text' } }) },
      {},
      '"source" must be an object or an array',
    ],
  ])('%s', (_, resources, template, message) => {
    expect(() => read(resources, template)).toThrow(message);
  });

  test('names that depend on each other', () => {
    const named = (other: string) => resource('SQS::Queue', { QueueName: { Ref: other } });

    expect(() => read({ A: named('B'), B: named('A') })).toThrow('depend on each other');
  });
});

describe('intrinsic functions', () => {
  test.each([
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-eu-central-1'],
    ['Fn::Sub', { 'Fn::Sub': 'a-${AWS::AccountId}-${Other.QueueName}-${!literal}' }, 'a-111122223333-other-${literal}'],
    [
      'Fn::Sub with values of its own',
      { 'Fn::Sub': ['${x}-${AWS::Region}', { x: { Ref: 'AWS::Partition' } }] },
      'aws-eu-central-1',
    ],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['Ref of a parameter', { Ref: 'Stage' }, 'prod'],
    ['Fn::GetAtt in one text', { 'Fn::GetAtt': 'Other.QueueName' }, 'other'],
  ])('%s', (_, QueueName, name) => {
    const { queues } = read(
      { A: resource('SQS::Queue', { QueueName }), Other: resource('SQS::Queue', { QueueName: 'other' }) },
      { Parameters: { Stage: { Type: 'String', Default: 'prod' } } },
    );

    expect(queues[0]?.name).toBe(name);
  });

  test('a parameter of SSM is what an earlier resource stored', () => {
    const { queues } = read(
      {
        Stored: resource('SSM::Parameter', { Name: '/names/queue', Type: 'String', Value: 'from-ssm' }),
        Queue: resource('SQS::Queue', { QueueName: { Ref: 'Name' } }),
      },
      { Parameters: { Name: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/names/queue' } } },
    );

    expect(queues[0]?.name).toBe('from-ssm');
  });
});

test('a resource without a name is given the same one in every run', () => {
  const unnamed = { A: resource('SQS::Queue'), B: resource('SQS::Queue') };

  const [first, second] = read(unnamed).queues;

  expect(first?.name).toMatch(/^small-A-[0-9A-F]{12}$/);
  expect(second?.name).not.toBe(first?.name);
  expect(read(unnamed).queues[0]?.name).toBe(first?.name);
});

test('defaults are those of AWS', () => {
  const { queues, functions, rules, mappings } = read({
    Queue: resource('SQS::Queue'),
    Fn: resource('Lambda::Function', {
      Code: { S3Key: 'fixture.zip' },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
    }),
    Rule: ruleTo({ Arn: arn('Fn') }),
    Mapping: resource('Lambda::EventSourceMapping', { EventSourceArn: arn('Queue'), FunctionName: { Ref: 'Fn' } }),
  });

  expect(queues[0]).toMatchObject({
    visibilityTimeoutMs: 30_000,
    delayMs: 0,
    retentionMs: 4 * 86_400_000,
    maximumMessageBytes: 1_048_576,
  });
  expect(functions[0]).toMatchObject({ timeoutMs: 3000, memoryMb: 128, traced: false });
  expect(rules[0]).toMatchObject({
    state: 'ENABLED',
    busArn: 'arn:aws:events:eu-central-1:111122223333:event-bus/default',
    targets: [{ maximumRetryAttempts: 185, maximumEventAgeMs: 86_400_000, input: { kind: 'event' } }],
  });
  expect(mappings[0]).toMatchObject({
    batchSize: 10,
    batchWindowMs: 0,
    reportsBatchItemFailures: false,
    enabled: true,
  });
});
