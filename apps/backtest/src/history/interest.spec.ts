import { describe, expect, test } from '@jest/globals';
import { Settings, catalogueFor } from '@trailbell/detections';
import { interestOf } from './interest.ts';
import { type RecordKind } from './record-kinds.ts';

const ASKED = ['root-activity', 's3-object-written'];
const catalogue = catalogueFor(Settings.parse({ watchedBuckets: ['example-payments-exports'] }));
const interest = interestOf(catalogue.filter(({ id }) => ASKED.includes(id)));

function kindOf(eventSource: string, eventName: string, parts: Partial<RecordKind> = {}): RecordKind {
  return {
    ...{ eventSource, eventName, account: '111122223333', region: 'eu-central-1', category: 'Management' },
    ...{ access: 'write', readOnly: false, identityType: 'IAMUser' },
    ...parts,
  };
}

function isWanted(kind: RecordKind, record: object): boolean {
  const { eventSource, eventName, region, readOnly, identityType: type } = kind;
  const whole = { eventSource, eventName, awsRegion: region, readOnly, userIdentity: { type }, ...record };
  return interest(kind)?.(Buffer.from(JSON.stringify(whole))) === true;
}

test('a call that no detection names is wanted of nobody but root', () => {
  const made = kindOf('ec2.amazonaws.com', 'DescribeInstances', { access: 'read', readOnly: true });

  expect(interest(made)).toBeUndefined();
  expect(interest({ ...made, identityType: 'Root' })).toBeUndefined();
  expect(isWanted({ ...made, readOnly: false, identityType: 'Root' }, {})).toBe(true);
});

test('without the flag and the type it is as if they said what a pattern asks', () => {
  const made = kindOf('ec2.amazonaws.com', 'RunInstances', { readOnly: undefined, identityType: 'Root' });

  expect(isWanted(made, {})).toBe(true);
});

describe('of a kind that is wanted, the content decides:', () => {
  const put = kindOf('s3.amazonaws.com', 'PutObject');

  test.each([
    ['a bucket that is watched', { requestParameters: { bucketName: 'example-payments-exports' } }, true],
    ['another bucket', { requestParameters: { bucketName: 'example-logs' } }, false],
    [
      'the name elsewhere',
      { requestParameters: { bucketName: 'example-logs', key: 'example-payments-exports' } },
      false,
    ],
  ])('%s', (_, record, wanted) => {
    expect(isWanted(put, record)).toBe(wanted);
  });

  test('a bucket whose name is written in escapes', () => {
    const record = String.raw`{"eventSource":"s3.amazonaws.com","eventName":"PutObject","requestParameters":{"bucketName":"\u0065xample-payments-exports"}}`;

    expect(interest(put)?.(Buffer.from(record))).toBe(true);
  });
});
