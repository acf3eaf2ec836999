import { describe, expect, test } from '@jest/globals';
import { environment as organization } from '../environments/organization.ts';
import { type Pattern, SERVICE_LIMITS, checkBus } from '@trailbell/event-pattern';
import { stackSetTemplateOf } from './stack-set.ts';
import { statementsOf } from './testing/policy.ts';
import { type Resource, nameOf, ofType, resourcesOf } from './testing/resources.ts';
import { appWith, templatesOf } from './testing/synthesised.ts';

// The largest environment, with the whole catalogue.
const app = appWith(organization);
const templates = templatesOf(app);
const resources = [...templates].flatMap(([stack, template]) => resourcesOf(stack, template));
const rules = ofType(resources, 'AWS::Events::Rule');

const longest = (type: string): number =>
  Math.max(...ofType(resources, type).map((policy) => JSON.stringify(statementsOf(policy)).length));
const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const largestGroup = (things: readonly Resource[], keyOf: (one: Resource) => string): readonly Resource[] =>
  [...Map.groupBy(things, keyOf).values()].toSorted((a, b) => b.length - a.length)[0] ?? [];

/** A bus of its own is referred to by its resource, the default bus by nothing: its stack stands for it. */
const busOf = ({ stack, properties }: Resource): string =>
  `${stack.includes('collector') ? stack : ''}${JSON.stringify(properties.EventBusName)}`;
const fullestBus = largestGroup(rules, busOf);
const wildcards = fullestBus.filter(({ properties }) => JSON.stringify(properties.EventPattern).includes('"wildcard"'));
const permissions = largestGroup(ofType(resources, 'AWS::Lambda::Permission'), ({ stack }) => stack);
const variables = ofType(resources, 'AWS::Lambda::Function').map(({ properties }) =>
  sizeOf((properties.Environment as { Variables: object }).Variables),
);

// What AWS does not raise, or not enough: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html and the
// quota pages of IAM, KMS, Lambda, S3, SNS, SQS, CloudFormation.
const FIGURES: readonly [what: string, found: number, most: number][] = [
  ['rules of the fullest bus (300 but in af-south-1 and eu-south-1)', fullestBus.length, 100],
  ['rules with wildcards of the fullest bus', wildcards.length, SERVICE_LIMITS.wildcardRules],
  ['targets of a rule', Math.max(...rules.map(({ properties }) => (properties.Targets as []).length)), 5],
  ['characters of a pattern', Math.max(...rules.map(({ properties }) => sizeOf(properties.EventPattern))), 2_048],
  ['characters of the policy of a bus', longest('AWS::Events::EventBusPolicy'), 10_240],
  ['characters of the policies of a role', longest('AWS::IAM::Policy'), 10_240],
  ['characters of the policy of a queue', longest('AWS::SQS::QueuePolicy'), 8_192],
  ['characters of the policy of a topic', longest('AWS::SNS::TopicPolicy'), 30_720],
  ['characters of the policy of a key', longest('AWS::KMS::Key'), 32_768],
  ['characters of the policy of a bucket', longest('AWS::S3::BucketPolicy'), 20_480],
  ['characters of the policy of a lambda', sizeOf(permissions), 20_480],
  ['bytes of the variables of a lambda', Math.max(...variables), 4_096],
  ['bytes of a template', Math.max(...[...templates.values()].map((text) => text.length)), 1_000_000],
  ['bytes of the template for StackSets', stackSetTemplateOf(app).length, 1_000_000],
  ['resources of a stack', largestGroup(resources, ({ stack }) => stack).length, 500],
];

describe('of the largest environment', () => {
  test.each(FIGURES)('the %s: %i of %i', (_, found, most) => {
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThanOrEqual(most);
  });

  test('every bus takes every rule', () => {
    const buses = Map.groupBy(rules, busOf);
    const refused = [...buses.values()].flatMap((ofBus) =>
      checkBus(
        ofBus.map((rule) => ({
          name: nameOf(rule),
          pattern: rule.properties.EventPattern as Pattern,
          targets: (rule.properties.Targets as []).length,
        })),
      ),
    );

    expect(refused).toEqual([]);
  });
});
