import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ALERT_EVENT } from '@trailbell/alerting';
import { type Detection, catalogueFor } from '@trailbell/detections';
import { type Pattern, matches } from '@trailbell/event-pattern';
import { eventMatching } from './testing/event-matching.ts';
import { nameOf, ofType } from './testing/resources.ts';
import { environmentWith, synthesised } from './testing/synthesised.ts';

const resources = synthesised();
const detections = catalogueFor(environmentWith().detections);
const digestOnly = detections.filter((detection) => detection.digestOnly === true);
const immediate = detections.filter((detection) => detection.digestOnly !== true);

const rules = ofType(resources, 'AWS::Events::Rule').map(({ stack, properties }) => ({
  stack,
  pattern: properties.EventPattern as Pattern,
  targets: (properties.Targets as { Arn: string }[]).map(({ Arn }) => Arn),
}));
const collectors = [
  ...new Set(rules.map(({ stack }) => stack).filter((stack) => stack.startsWith('trailbell-collector-'))),
];

/** Every event has a source, whether or not a pattern asks for it. */
function letThrough(stack: string, event: object): boolean {
  return rules.some((rule) => rule.stack === stack && matches(rule.pattern, { source: 'aws.example', ...event }));
}

/** Every event the detection's pattern matches gets through the rules of the stack. */
function expectThrough({ pattern }: Detection, stacks: readonly string[]): void {
  fc.assert(
    fc.property(eventMatching(pattern), (event) => {
      fc.pre(matches(pattern, event));
      expect(stacks.filter((stack) => !letThrough(stack, event))).toEqual([]);
    }),
    { numRuns: 50 },
  );
}

test('the catalogue has detections of both kinds, and collectors stand in five regions', () => {
  expect([digestOnly.length > 0, immediate.length > 0, collectors.length]).toEqual([true, true, 5]);
});

describe.each(immediate.map((detection) => [detection.id, detection] as const))('%s', (_, detection) => {
  test('is forwarded by every collector and invokes alert-lambda, whatever else the event holds', () => {
    expectThrough(detection, [...collectors, 'trailbell-alert-lambda']);
  });
});

describe.each(digestOnly.map((detection) => [detection.id, detection] as const))('%s', (_, detection) => {
  test('is forwarded by every collector and goes to the digest queue, whatever else the event holds', () => {
    expectThrough(detection, [...collectors, 'trailbell-digest-lambda']);
  });
});

test('the rules invoke alert-lambda, and put events into the queue of digest-lambda', () => {
  const targetsOf = (stack: string) =>
    new Set(rules.filter((rule) => rule.stack === stack).flatMap(({ targets }) => targets));
  const [alertLambda] = ofType(resources, 'AWS::Lambda::Function')
    .filter(({ stack }) => stack === 'trailbell-alert-lambda')
    .map(nameOf);
  const [digestQueue] = ofType(resources, 'AWS::SQS::Queue')
    .filter(({ properties }) => properties.QueueName === 'trailbell-digest')
    .map(nameOf);

  expect([targetsOf('trailbell-alert-lambda'), targetsOf('trailbell-digest-lambda')]).toEqual([
    new Set([alertLambda]),
    new Set([digestQueue]),
  ]);
});

test('the rule that mails object writes has the pattern of s3-object-written', () => {
  const [direct] = rules.filter(({ stack }) => stack === 'trailbell-hub');

  expect(direct?.pattern).toEqual({
    ...detections.find(({ id }) => id === 's3-object-written')?.pattern,
    'replay-name': [{ exists: false }],
  });
});

test('no rule takes an event that is replayed from an archive', () => {
  for (const { pattern } of rules) {
    const [sample] = fc.sample(eventMatching(pattern), 1);
    const event = { source: 'aws.example', ...sample };

    expect([matches(pattern, event), matches(pattern, { ...event, 'replay-name': 'again' })]).toEqual([true, false]);
  }
});

describe('an alert on the hub bus', () => {
  const alert = { account: '111122223333', source: ALERT_EVENT.source, 'detail-type': ALERT_EVENT.detailType };

  test('never comes back to alert-lambda, nor to any rule that does not ask for alerts', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.constantFrom(...immediate), fc.gen(), (rule, detection, gen) => {
        const event = gen(eventMatching, detection.pattern);

        expect(matches(rule.pattern, { ...event, ...alert })).toBe(false);
        expect(matches(rule.pattern, { ...event, source: ALERT_EVENT.source })).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('what no detection wants stays in its region', () => {
  const ordinary = {
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.ec2',
    detail: { eventSource: 'ec2.amazonaws.com', eventName: 'CreateTags' },
  };

  expect(collectors.filter((collector) => letThrough(collector, ordinary))).toEqual([]);
});
