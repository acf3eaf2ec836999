import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { stacksOf } from './lambda-app.ts';

const APPS = join(import.meta.dirname, '../../..');

test('an app runs with its own stack, the core, and the apps whose queues it sends to', () => {
  const { functionName, takesStack } = stacksOf('alert-lambda', APPS);

  expect(functionName).toBe('trailbell-alert-lambda');
  expect(['trailbell-hub', 'trailbell-alert-lambda', 'trailbell-digest-lambda'].map(takesStack)).toEqual([
    true,
    true,
    true,
  ]);
});

test('an app that sends to nobody runs without any other', () => {
  const { takesStack } = stacksOf('digest-lambda', APPS);

  expect(['trailbell-collector-us-east-1', 'trailbell-alert-lambda'].map(takesStack)).toEqual([true, false]);
});
