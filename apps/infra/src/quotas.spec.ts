import { describe, expect, jest, test } from '@jest/globals';
import { statementsOf } from './testing/policy.ts';
import { nameOf, named, ofType } from './testing/resources.ts';
import { appWith, synthesised, templatesOf } from './testing/synthesised.ts';

jest.setTimeout(60_000);

// What AWS does not raise, or not enough: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html and the
// quota pages of IAM, Lambda, SQS, CloudFormation.
const RULES_PER_BUS = 100; // 300 in most regions, 100 in af-south-1 and eu-south-1
const TARGETS_PER_RULE = 5;
const PATTERN_CHARACTERS = 2_048;
const BUS_POLICY_CHARACTERS = 10_240;
const ROLE_POLICY_CHARACTERS = 10_240;
const QUEUE_POLICY_CHARACTERS = 8_192;
const LAMBDA_ENVIRONMENT_BYTES = 4_096;
const LAMBDA_POLICY_CHARACTERS = 20_480;
const TEMPLATE_BYTES = 1_000_000;
const RESOURCES_PER_STACK = 500;

const resources = synthesised();
const rules = ofType(resources, 'AWS::Events::Rule');

describe('the quotas of AWS', () => {
  test.each(named(rules))('%s has few enough targets and a short enough pattern', (_, { properties }) => {
    expect((properties.Targets as unknown[]).length).toBeLessThanOrEqual(TARGETS_PER_RULE);
    expect(JSON.stringify(properties.EventPattern).length).toBeLessThanOrEqual(PATTERN_CHARACTERS);
  });

  test('leave room for the rules of each bus', () => {
    const perBus = Map.groupBy(rules, ({ stack, properties }) =>
      typeof properties.EventBusName === 'string' ? properties.EventBusName : stack,
    );

    expect([...perBus].filter(([, ofBus]) => ofBus.length > RULES_PER_BUS / 2)).toEqual([]);
    expect(perBus.size).toBe(8);
  });

  test.each([
    ['AWS::Events::EventBusPolicy', BUS_POLICY_CHARACTERS],
    ['AWS::IAM::Policy', ROLE_POLICY_CHARACTERS],
    ['AWS::SQS::QueuePolicy', QUEUE_POLICY_CHARACTERS],
  ])('leave room for every %s', (type, characters) => {
    const long = ofType(resources, type).filter((policy) => JSON.stringify(statementsOf(policy)).length > characters);

    expect(long.map(nameOf)).toEqual([]);
  });

  test('leave room for the policy of each lambda, in which every rule has a statement', () => {
    const perLambda = Map.groupBy(ofType(resources, 'AWS::Lambda::Permission'), ({ stack }) => stack);

    for (const [, permissions] of perLambda) {
      expect(JSON.stringify(permissions).length).toBeLessThan(LAMBDA_POLICY_CHARACTERS / 2);
    }
  });

  test.each(named(ofType(resources, 'AWS::Lambda::Function')))(
    '%s fills no more than half of its environment',
    (_, { properties }) => {
      const { Variables } = properties.Environment as { Variables: Record<string, string> };

      expect(JSON.stringify(Variables).length).toBeLessThanOrEqual(LAMBDA_ENVIRONMENT_BYTES / 2);
    },
  );

  test('leave room for every template', () => {
    for (const [, template] of templatesOf(appWith())) {
      const { Resources } = JSON.parse(template) as { Resources: object };

      expect(template.length).toBeLessThan(TEMPLATE_BYTES);
      expect(Object.keys(Resources).length).toBeLessThan(RESOURCES_PER_STACK);
    }
  });
});
