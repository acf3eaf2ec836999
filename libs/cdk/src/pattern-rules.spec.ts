import { describe, expect, test } from '@jest/globals';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { type Pattern } from '@trailbell/event-pattern';
import { PatternRules } from './pattern-rules.ts';
import { synthesise } from './testing/synthesise.ts';

const writes: Pattern = { detail: { eventName: ['CreateUser'] } };
const reads: Pattern = { detail: { eventName: ['GetSecretValue'] } };

function rulesFor(...patterns: Pattern[]): Record<string, unknown>[] {
  const template = synthesise((stack) => {
    new PatternRules(stack, 'Rules', {
      ruleName: 'trailbell-some',
      description: 'Some events',
      eventBus: EventBus.fromEventBusName(stack, 'Bus', 'trailbell-hub'),
      patterns,
      target: { bind: () => ({ arn: 'arn:aws:sqs:eu-central-1:111122223333:some' }) },
    });
  });
  return Object.values(template.findResources('AWS::Events::Rule')).map(
    ({ Properties }) => Properties as Record<string, unknown>,
  );
}

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
      { Name: 'trailbell-some-writes-1', State: 'ENABLED', EventPattern: writes },
      { Name: 'trailbell-some-reads-1', State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', EventPattern: reads },
    ]);
  });

  test('are none for no patterns', () => {
    expect(rulesFor()).toEqual([]);
  });
});
