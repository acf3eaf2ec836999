import { expect, test } from '@jest/globals';
import { respond } from './respond.ts';
import { stopLogging } from './testing/stop-logging.ts';
import { tellingWith } from './testing/telling.ts';

const ARN = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/trailbell';
const dryRun = { trails: [ARN], mode: 'dry-run' as const, startLogging: () => Promise.resolve() };

test('tells what it would have done, once, however often the event comes', async () => {
  const { telling, told } = tellingWith();

  await respond(stopLogging(), dryRun, telling);
  await respond(stopLogging(), dryRun, telling);

  expect(told.map(({ summary }) => summary)).toEqual([
    'ana (IAM user) stopped the trail trailbell; Trailbell would have restarted it (dry run)',
  ]);
});

test('tells that it restarted the trail', async () => {
  const { telling, told } = tellingWith();

  await respond(stopLogging(), { ...dryRun, mode: 'act' }, telling);

  expect(told).toMatchObject([{ title: 'Stopped trail restarted' }]);
});

test('tells that it could not, what to do now, and logs why', async () => {
  const { telling, told } = tellingWith();
  const startLogging = () => Promise.reject(new Error('AccessDenied'));

  await respond(stopLogging(), { ...dryRun, mode: 'act', startLogging }, telling);

  expect(told[0]?.summary).toMatch(/tried to restart it and could not$/);
  expect(told[0]?.runbook[0]).toContain('aws cloudtrail start-logging');
});

test('tells nobody of a call that was denied', async () => {
  const { telling, told } = tellingWith();

  await respond(stopLogging({}, { errorCode: 'AccessDenied' }), dryRun, telling);

  expect(told).toEqual([]);
});
