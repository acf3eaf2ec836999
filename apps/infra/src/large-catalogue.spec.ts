import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Detection } from '@trailbell/detections';
import { type Pattern, checkBus, compile, matches } from '@trailbell/event-pattern';
import { eventMatching } from './testing/event-matching.ts';
import { detectionOf, largeCatalogue } from './testing/large-catalogue.ts';
import { statementsOf } from './testing/policy.ts';
import { type Resource, ofType, resourcesOf } from './testing/resources.ts';
import { appWith, templatesOf } from './testing/synthesised.ts';

const SIZE = 150;
const COLLECTOR = 'trailbell-collector-us-east-1';
/** Of the quotas that cannot be raised, or not enough. */
const RULES_WHERE_FEWEST = 100; // per bus, in af-south-1 and eu-south-1; 300 elsewhere
const LAMBDA_ENVIRONMENT_BYTES = 4_096;
const QUEUE_POLICY_CHARACTERS = 8_192;
const LAMBDA_POLICY_CHARACTERS = 20_480;
const RESOURCES_PER_STACK = 500;

const detections = largeCatalogue(SIZE);
const resources = synthesisedFor(detections);

function synthesisedFor(catalogue: readonly Detection[]): readonly Resource[] {
  const templates = templatesOf(
    appWith({ detections: { watchedBuckets: ['example-payments-exports'] } }, { detections: catalogue }),
  );
  return [...templates].flatMap(([stack, template]) => resourcesOf(stack, template));
}

function rulesOf(stack: string, from = resources): readonly Resource[] {
  return ofType(from, 'AWS::Events::Rule').filter((rule) => rule.stack === stack);
}

function busRulesOf(rules: readonly Resource[]) {
  return rules.map(({ properties: { Name, EventPattern, Targets } }) => ({
    name: String(Name),
    pattern: EventPattern as Pattern,
    targets: (Targets as unknown[]).length,
  }));
}

const buses = {
  collector: rulesOf(COLLECTOR),
  hub: ofType(resources, 'AWS::Events::Rule').filter(({ properties }) => 'EventBusName' in properties),
};

describe(`a catalogue of ${String(SIZE)} detections`, () => {
  test.each(Object.entries(buses))('fits on the bus of the %s', (_, rules) => {
    expect(checkBus(busRulesOf(rules))).toEqual([]);
    expect(rules.length).toBeGreaterThan(1);
    expect(rules.length).toBeLessThan(RULES_WHERE_FEWEST);
  });

  test('fits into the stacks, the policies and the environments of lambdas', () => {
    const perStack = [...Map.groupBy(resources, ({ stack }) => stack).values()].map(({ length }) => length);
    const environments = ofType(resources, 'AWS::Lambda::Function').map(({ properties }) =>
      Buffer.byteLength(JSON.stringify((properties.Environment as { Variables: object }).Variables)),
    );
    const queuePolicies = ofType(resources, 'AWS::SQS::QueuePolicy').map(
      (policy) => JSON.stringify(statementsOf(policy)).length,
    );
    const permissions = JSON.stringify(ofType(resources, 'AWS::Lambda::Permission')).length;
    const measured = {
      resources: Math.max(...perStack),
      environment: Math.max(...environments),
      queuePolicy: Math.max(...queuePolicies),
      permissions,
    };

    expect(measured.resources).toBeLessThan(RESOURCES_PER_STACK);
    expect(measured.environment).toBeLessThan(LAMBDA_ENVIRONMENT_BYTES);
    expect(measured.queuePolicy).toBeLessThan(QUEUE_POLICY_CHARACTERS);
    expect(measured.permissions).toBeLessThan(LAMBDA_POLICY_CHARACTERS);
  });

  test('gets every event it wants: through the collector, and to the one lambda that evaluates it', () => {
    for (const { pattern, digestOnly } of detections) {
      const app = digestOnly === true ? 'trailbell-digest-lambda' : 'trailbell-alert-lambda';
      for (const event of fc.sample(eventMatching(pattern), 20).filter((one) => matches(pattern, one))) {
        expect([COLLECTOR, app].map((stack) => passes(stack, event))).toEqual([true, true]);
      }
    }
  });

  test('lets no call through but those of a detection, for all its rules', () => {
    const strangers = ['iam', 's3', 'ec2', 'kms'].map((service) => ({
      'detail-type': 'AWS API Call via CloudTrail',
      source: `aws.${service}`,
      detail: {
        eventSource: `${service}.amazonaws.com`,
        eventName: 'TagThing',
        userIdentity: { type: 'AssumedRole', accountId: '111122223333' },
      },
    }));

    expect(strangers.filter((event) => passes(COLLECTOR, event))).toEqual([]);
  });

  test('takes read-only calls in rules of their own', () => {
    const reads = rulesOf(COLLECTOR).filter(({ properties }) => properties.State !== 'ENABLED');

    expect(reads).toHaveLength(1);
    expect(new Set(reads.flatMap(({ properties }) => namesIn(properties.EventPattern as Pattern)))).toEqual(
      new Set(
        ['GetSecretValue', 'GetParameters', 'ListUsers', 'DescribeInstances'].flatMap((name) => [name, `${name}Again`]),
      ),
    );
  });
});

describe('one detection more', () => {
  const further = detectionOf('synthetic-further', {
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: ['iam.amazonaws.com'], eventName: ['AFurtherCall'] },
  });
  let after: readonly Resource[];

  beforeAll(() => {
    after = synthesisedFor([further, ...detections]);
  });

  test.each([COLLECTOR, 'trailbell-alert-lambda'])('changes one rule of %s, or divides it', (stack) => {
    const before = rulesOf(stack).map((rule) => JSON.stringify(rule));
    const now = rulesOf(stack, after).map((rule) => JSON.stringify(rule));

    expect(before.filter((rule) => !now.includes(rule)).length).toBeLessThanOrEqual(1);
    expect([1, 2]).toContain(now.filter((rule) => !before.includes(rule)).length);
  });

  test('changes nothing where it is not evaluated', () => {
    expect(rulesOf('trailbell-digest-lambda', after)).toEqual(rulesOf('trailbell-digest-lambda'));
  });
});

const matchers = new Map<string, ReturnType<typeof compile>>();

function passes(stack: string, event: object): boolean {
  const known = matchers.get(stack) ?? compile(busRulesOf(rulesOf(stack)).map(({ pattern }) => pattern));
  matchers.set(stack, known);
  return known.matchObject({ source: 'aws.example', ...event }).length > 0; // every event has a source
}

function namesIn({ detail }: Pattern): readonly string[] {
  return (detail as { eventName: string[] }).eventName;
}
