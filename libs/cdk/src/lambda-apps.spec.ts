import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readLambdaApps } from './lambda-apps.ts';

const manifest = {
  impact: 'nobody is told of what happened',
  memoryMb: 512,
  timeoutSeconds: 30,
  triggers: [{ kind: 'detections' }],
  needs: {},
};
const digest = { kind: 'queue', queue: 'digest', batchSize: 10 };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailbell-apps-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(app: string, text: string): void {
  mkdirSync(join(folder, app));
  writeFileSync(join(folder, app, 'lambda.json'), text);
}

describe('the lambda apps of the workspace', () => {
  test('are the folders with a lambda.json, in alphabetical order', () => {
    write('digest-lambda', JSON.stringify(manifest));
    write('alert-lambda', JSON.stringify(manifest));
    mkdirSync(join(folder, 'infra'));

    expect(readLambdaApps(folder).map(({ name }) => name)).toEqual(['alert-lambda', 'digest-lambda']);
  });

  test('are refused with the name of the file that is not JSON', () => {
    write('alert-lambda', '{ "impact": ');

    expect(() => readLambdaApps(folder)).toThrow(/^apps\/alert-lambda\/lambda\.json: is not JSON/);
  });

  test('are refused when one sends to a queue that nobody drains', () => {
    write('alert-lambda', JSON.stringify({ ...manifest, needs: { queues: ['digest'] } }));

    expect(() => readLambdaApps(folder)).toThrow(
      'apps/alert-lambda/lambda.json: needs.queues names "digest", which is a trigger of no app. Valid: a queue that is a trigger of one app.',
    );
  });

  test('are refused when two drain the same queue', () => {
    write('digest-lambda', JSON.stringify({ ...manifest, triggers: [digest] }));
    write('other-lambda', JSON.stringify({ ...manifest, triggers: [digest] }));

    expect(() => readLambdaApps(folder)).toThrow(
      'apps/other-lambda/lambda.json: the queue "digest" is a trigger of digest-lambda too. Valid: a queue that is a trigger of one app.',
    );
  });

  test('may each have a retry queue of their own, and one of events', () => {
    const retry = { kind: 'queue', queue: 'retry', batchSize: 10 };
    const events = { kind: 'queue', queue: 'events', batchSize: 10, pattern: { source: ['aws.health'] } };
    write('alert-lambda', JSON.stringify({ ...manifest, triggers: [retry, events] }));
    write('other-lambda', JSON.stringify({ ...manifest, triggers: [retry, events] }));

    expect(readLambdaApps(folder)).toHaveLength(2);
  });
});
