import { describe, expect, test } from '@jest/globals';
import { EventEnvelope, envelopeOf } from './envelope.ts';

const record = {
  eventVersion: '1.11',
  eventID: '6b2cb9f1-0000-4000-8000-000000000001',
  eventType: 'AwsApiCall',
  eventSource: 's3.amazonaws.com',
  eventName: 'PutObject',
  eventTime: '2026-03-01T08:15:00Z',
  awsRegion: 'eu-central-1',
  recipientAccountId: '111122223333',
};

describe('the envelope of a record', () => {
  test('is the one EventBridge delivers', () => {
    expect(envelopeOf(record)).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.s3',
      account: '111122223333',
      time: '2026-03-01T08:15:00Z',
      region: 'eu-central-1',
      resources: [],
      detail: record,
    });
  });

  test('fits its schema and is unchanged by it', () => {
    expect(EventEnvelope.parse(envelopeOf(record))).toEqual(envelopeOf(record));
  });

  test.each([
    ['AwsApiCall', 'AWS API Call via CloudTrail'],
    ['AwsConsoleSignIn', 'AWS Console Sign In via CloudTrail'],
    ['AwsConsoleAction', 'AWS Console Action via CloudTrail'],
    ['AwsServiceEvent', 'AWS Service Event via CloudTrail'],
    ['AwsCloudTrailInsight', 'AWS Insight via CloudTrail'],
    ['AwsVpceEvent', 'AWS Network Activity Event via CloudTrail'],
    [undefined, 'AWS API Call via CloudTrail'],
  ])('of eventType %s is "%s"', (eventType, detailType) => {
    expect(envelopeOf({ ...record, eventType })['detail-type']).toBe(detailType);
  });

  test.each([
    ['signin.amazonaws.com', 'aws.signin'],
    ['monitoring.amazonaws.com', 'aws.monitoring'],
    ['ec2.amazonaws.com.cn', 'aws.ec2'],
    [undefined, 'aws.cloudtrail'],
  ])('of eventSource %s comes from %s', (eventSource, source) => {
    expect(envelopeOf({ ...record, eventSource }).source).toBe(source);
  });

  test('has the account of the caller where the record has no recipient', () => {
    const caller = { accountId: '444455556666' };
    const issuer = { sessionContext: { sessionIssuer: { accountId: '777788889999' } } };

    expect(envelopeOf({ ...record, recipientAccountId: undefined, userIdentity: caller }).account).toBe('444455556666');
    expect(envelopeOf({ ...record, recipientAccountId: null, userIdentity: issuer }).account).toBe('777788889999');
    expect(envelopeOf({ ...record, recipientAccountId: '', userIdentity: {} }).account).toBe('unknown');
  });

  test.each([
    ['2026-03-01 08:15:00+11:00', '2026-02-28T21:15:00Z'],
    ['never', '1970-01-01T00:00:00Z'],
    [undefined, '1970-01-01T00:00:00Z'],
  ])('has for the time %s the time %s', (eventTime, time) => {
    expect(envelopeOf({ ...record, eventTime }).time).toBe(time);
  });

  test('has the same id each time, and another one for another record', () => {
    const other = { ...record, eventID: '6b2cb9f1-0000-4000-8000-000000000002' };
    const nameless = { eventName: 'PutObject' };

    expect(envelopeOf(record).id).toBe(envelopeOf({ ...record }).id);
    expect(envelopeOf(other).id).not.toBe(envelopeOf(record).id);
    expect(envelopeOf(nameless, '{"eventName":"PutObject","size":0.0}').id).not.toBe(
      envelopeOf(nameless, '{"eventName":"PutObject","size":0}').id,
    );
  });
});
