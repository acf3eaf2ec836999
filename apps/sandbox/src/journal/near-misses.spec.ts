import { expect, test } from '@jest/globals';
import { envelopeOf } from '@trailbell/cloudtrail-types';
import { nearMisses } from './near-misses.ts';

const call = envelopeOf({
  eventVersion: '1.11',
  eventID: 'event-1',
  eventName: 'StopLogging',
  eventSource: 'cloudtrail.amazonaws.com',
  awsRegion: 'eu-central-1',
  recipientAccountId: '111122223333',
  errorCode: 'AccessDenied',
});
const detection = (name: string, detail: object) => ({
  kind: 'detection' as const,
  name,
  pattern: { detail: { eventSource: ['cloudtrail.amazonaws.com'], ...detail } },
});

test('what came nearest is named first, with the field that kept it and what that held', () => {
  const [nearest, next] = nearMisses(call, [
    detection('deleted', { eventName: ['DeleteTrail'], errorCode: [{ exists: false }] }),
    detection('stopped', { eventName: ['StopLogging'], errorCode: [{ exists: false }] }),
  ]);

  expect(nearest).toEqual({
    kind: 'detection',
    name: 'stopped',
    matched: false,
    text: 'detail.errorCode holds "AccessDenied"; wanted: {"exists":false}',
  });
  expect(next?.name).toBe('deleted');
});

test('a pattern that matches is said to match', () => {
  expect(nearMisses(call, [detection('stopped', { eventName: ['StopLogging'] })])).toEqual([
    { kind: 'detection', name: 'stopped', matched: true, text: 'the pattern matches' },
  ]);
});

test('three of each kind are named, and one that stands in many regions once', () => {
  const rules = Array.from({ length: 9 }, (_, index) => ({
    kind: 'rule' as const,
    name: index < 5 ? 'coarse-1' : `coarse-${index}`,
    pattern: { source: ['aws.ec2'] },
  }));

  expect(nearMisses(call, [...rules, detection('stopped', { eventName: ['Stop'] })]).map(({ name }) => name)).toEqual([
    'coarse-1',
    'coarse-5',
    'coarse-6',
    'stopped',
  ]);
});
