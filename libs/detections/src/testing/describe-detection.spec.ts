import { describe, expect, test } from '@jest/globals';
import { type Detection, catalogueFor } from '../catalogue.ts';
import { cloudtrailStopped } from '../rules/cloudtrail-stopped.ts';
import { Settings } from '../settings.ts';
import { describeDetection, nearnessOf } from './describe-detection.ts';
import { by, callers, denied, recordOf } from './record-of.ts';

const stopping = recordOf('cloudtrail:StopLogging', { name: 'main' });
const hit = { event: stopping, summary: 'ana (IAM user) stopped the trail main' };

test.each([
  ['a hit', { alerts: {}, ignores: { 'a near miss': stopping } }],
  ['a near miss', { alerts: { 'a hit': hit }, ignores: {} }],
])('a spec without %s is refused', (_, cases) => {
  expect(() => {
    describeDetection(cloudtrailStopped, cases);
  }).toThrow('the spec of cloudtrail-stopped lacks a hit or a near miss. Give at least one of each');
});

describe('an event that is to be ignored', () => {
  const [detection] = catalogueFor(Settings.parse({})).filter(({ id }) => id === 'iam-access-key-created') as [
    Detection,
  ];
  const creating = recordOf('iam:CreateAccessKey', { userName: 'svc-backup' }, { responseElements: { accessKey: {} } });

  test.each([
    ['passes the pattern', { ...creating, awsRegion: 'eu-west-1', sourceIPAddress: '198.51.100.77' }],
    ['differs in one field', { ...creating, eventName: 'DeleteAccessKey' }],
    ['differs in how it ended', denied(creating)],
  ])('is a near miss when it %s', (_, event) => {
    expect(nearnessOf(event, detection, [creating])).toBe('near miss');
  });

  test.each([
    ['who called and what', by(callers.sso, { ...creating, eventName: 'DeleteAccessKey' })],
    ['what was called and how it ended', denied({ ...creating, eventName: 'DeleteAccessKey' })],
    ['two parameters', { ...stopping, requestParameters: { name: 'other', also: 'this' } }],
  ])('is a stranger when it differs in %s', (_, event) => {
    expect(nearnessOf(event, detection, [creating, stopping])).toMatch(/^a stranger: /);
  });
});
