import { expect, test } from '@jest/globals';
import { type Restarting, restartTrail } from './restart-trail.ts';
import { stopLogging } from './testing/stop-logging.ts';

const ARN = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/trailbell';

function restarting(changes: Partial<Restarting> = {}) {
  const started: string[] = [];
  const startLogging = (arn: string) => {
    started.push(arn);
    return Promise.resolve();
  };
  return { started, with: { trails: [ARN], mode: 'act' as const, startLogging, ...changes } };
}

test.each(['trailbell', ARN])('restarts the trail that the call names %s', async (name) => {
  const { started, with: how } = restarting();

  expect(await restartTrail(stopLogging({ name }), how)).toEqual({ kind: 'restarted', trail: ARN });
  expect(started).toEqual([ARN]);
});

test('touches nothing in a dry run, and says what it would have done', async () => {
  const { started, with: how } = restarting({ mode: 'dry-run' });

  expect(await restartTrail(stopLogging(), how)).toEqual({ kind: 'would-restart', trail: ARN });
  expect(started).toEqual([]);
});

test.each([
  ['of another name', stopLogging({ name: 'trailbell-2' })],
  ['whose name ends like it', stopLogging({ name: 'my-trailbell' })],
  ['of another region', { ...stopLogging(), region: 'us-east-1' }],
  ['of another account', { ...stopLogging(), account: '444455556666' }],
])('leaves a trail alone %s', async (_, event) => {
  const { started, with: how } = restarting();

  expect(await restartTrail(event, how)).toMatchObject({ kind: 'not-ours' });
  expect(started).toEqual([]);
});

test('does nothing when the call was denied: nothing stopped', async () => {
  const { started, with: how } = restarting();

  expect(await restartTrail(stopLogging({}, { errorCode: 'AccessDenied' }), how)).toBeUndefined();
  expect(started).toEqual([]);
});

test('a restart that fails is told, not thrown', async () => {
  const error = new Error('AccessDenied');
  const { with: how } = restarting({ startLogging: () => Promise.reject(error) });

  expect(await restartTrail(stopLogging(), how)).toEqual({ kind: 'failed', trail: ARN, error });
});
