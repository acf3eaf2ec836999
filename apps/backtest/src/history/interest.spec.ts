import { describe, expect, test } from '@jest/globals';
import { Settings, catalogueFor } from '@trailbell/detections';
import { interestOf } from './interest.ts';
import { type RecordKind } from './record-kinds.ts';

const ASKED = ['root-activity', 's3-object-written', 'console-login-failures'];
const WATCHED = 'example-payments-exports';
const catalogue = catalogueFor(Settings.parse({ watchedBuckets: [WATCHED] }));
const interest = interestOf(catalogue.filter(({ id }) => ASKED.includes(id)));

function kindOf(eventSource: string, eventName: string, parts: Partial<RecordKind> = {}): RecordKind {
  return {
    ...{ eventSource, eventName, account: '111122223333', region: 'eu-central-1', category: 'Management' },
    ...{ access: 'write', readOnly: false, errorCode: undefined, identityType: 'IAMUser', bucketName: undefined },
    ...parts,
  };
}

function isWanted(kind: RecordKind, record: object): boolean {
  const { eventSource, eventName, region, readOnly, errorCode, identityType: type } = kind;
  const whole = { eventSource, eventName, awsRegion: region, readOnly, errorCode, userIdentity: { type }, ...record };
  return interest(kind)?.(Buffer.from(JSON.stringify(whole)), false) === true;
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

test('a call that was refused is not wanted where only calls that were made are', () => {
  const refused = kindOf('s3.amazonaws.com', 'PutObject', { errorCode: 'AccessDenied', bucketName: WATCHED });

  expect(interest(refused)).toBeUndefined();
  expect(interest({ ...refused, errorCode: undefined })).toBeDefined();
});

test('a call about an object is wanted of the bucket that is watched alone', () => {
  const put = kindOf('s3.amazonaws.com', 'PutObject', { bucketName: WATCHED });

  expect(isWanted(put, { requestParameters: { bucketName: WATCHED } })).toBe(true);
  expect(interest({ ...put, bucketName: 'example-logs' })).toBeUndefined();
  expect(interest({ ...put, bucketName: undefined })).toBeUndefined();
});

describe('of a kind that is wanted, the content decides:', () => {
  const login = kindOf('signin.amazonaws.com', 'ConsoleLogin');

  test.each([
    ['one that failed', { responseElements: { ConsoleLogin: 'Failure' } }, true],
    ['one that did not', { responseElements: { ConsoleLogin: 'Success' } }, false],
    ['the word elsewhere', { responseElements: { ConsoleLogin: 'Success', note: 'Failure' } }, false],
  ])('%s', (_, record, wanted) => {
    expect(isWanted(login, record)).toBe(wanted);
  });

  test('one in which the word is written in escapes', () => {
    const record = String.raw`{"eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin","userIdentity":{"type":"IAMUser"},"responseElements":{"ConsoleLogin":"\u0046ailure"}}`;

    expect(interest(login)?.(Buffer.from(record), true)).toBe(true);
  });
});
