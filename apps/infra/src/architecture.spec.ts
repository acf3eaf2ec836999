import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ofType } from './testing/resources.ts';
import { synthesised } from './testing/synthesised.ts';

const NAMES = {
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::Events::EventBus': 'Name',
  'AWS::DynamoDB::Table': 'TableName',
} as const;
/** Apps of this repository; a team's own are its own to draw. */
const OURS = /^trailbell-(alert-lambda|digest-lambda|trail-responder|hub|guard|trail|collector-[a-z0-9-]+)$/;

/** What stands in each region is drawn once. */
const REGION = /-[a-z]{2}(-[a-z]+)+-\d$/;

const page = readFileSync(new URL('../../../docs/architecture.md', import.meta.url), 'utf8');
const diagram = /```mermaid\n([^]+?)```/.exec(page)?.[1] ?? '';

test('the diagram of docs/architecture.md draws what the stacks hold, but dead letters, and nothing else', () => {
  const drawn = [...diagram.matchAll(/trailbell-[a-z-]*[a-z]/g)].map(([name]) => name);
  const resources = synthesised();
  const held = Object.entries(NAMES).flatMap(([type, property]) =>
    ofType(resources, type)
      .filter(({ stack }) => OURS.test(stack))
      .map(({ properties }) => String(properties[property]).replace(REGION, '')),
  );

  const toDraw = held.filter((name) => !name.endsWith('dead-letters'));
  expect(new Set(drawn)).toEqual(new Set([...toDraw, 'trailbell-collector']));
});
