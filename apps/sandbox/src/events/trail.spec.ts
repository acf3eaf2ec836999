import { describe, expect, test } from '@jest/globals';
import { order } from '../testing/with-sandbox.ts';
import { type FieldSelector } from './field-selector.ts';
import { isReadOnlyManagementCall } from './read-only-call.ts';
import { type TrailDefinition, reasonNotLogged } from './trail.ts';

const API_CALL = { 'detail-type': 'AWS API Call via CloudTrail' };
const MANAGEMENT: readonly FieldSelector[] = [{ field: 'eventCategory', equals: ['Management'] }];

function trail(selectors: readonly (readonly FieldSelector[])[], more: Partial<TrailDefinition> = {}): TrailDefinition {
  return {
    name: 'trail',
    account: '111122223333',
    region: 'eu-central-1',
    isLogging: true,
    isMultiRegion: true,
    includesGlobalServices: true,
    selectors,
    insights: false,
    ...more,
  };
}

function call(detail: object, envelope: object = {}) {
  return order(
    { eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', eventCategory: 'Management', ...detail },
    { ...API_CALL, ...envelope },
  );
}

const objectWrite = (bucket: string) =>
  call({
    eventSource: 's3.amazonaws.com',
    eventName: 'PutObject',
    eventCategory: 'Data',
    readOnly: false,
    resources: [
      { ARN: `arn:aws:s3:::${bucket}/key`, type: 'AWS::S3::Object' },
      { ARN: `arn:aws:s3:::${bucket}`, type: 'AWS::S3::Bucket', accountId: '1' },
    ],
  });

describe('a trail logs', () => {
  test('management events, if a selector takes them', () => {
    expect(reasonNotLogged([trail([MANAGEMENT])], call({}))).toBeUndefined();
    expect(reasonNotLogged([trail([])], call({}))).toBe(
      'no selector of the trail takes management events of ec2.amazonaws.com',
    );
  });

  test('object writes of the buckets it names, and of no others', () => {
    const watched = trail([
      [
        { field: 'eventCategory', equals: ['Data'] },
        { field: 'resources.type', equals: ['AWS::S3::Object'] },
        { field: 'readOnly', equals: ['false'] },
        { field: 'resources.ARN', startsWith: ['arn:aws:s3:::exports/'] },
      ],
    ]);

    expect(reasonNotLogged([watched], objectWrite('exports'))).toBeUndefined();
    expect(reasonNotLogged([watched], objectWrite('exports-of-others'))).toBe(
      'no selector of the trail takes Data events of AWS::S3::Object',
    );
  });

  test('nothing of a source that is excluded', () => {
    const withoutKms = trail([[...MANAGEMENT, { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }]]);

    expect(reasonNotLogged([withoutKms], call({}))).toBeUndefined();
    expect(reasonNotLogged([withoutKms], call({ eventSource: 'kms.amazonaws.com' }))).toContain('kms.amazonaws.com');
  });

  test('its own region only, unless it is of all regions', () => {
    const regional = trail([MANAGEMENT], { isMultiRegion: false });

    expect(reasonNotLogged([regional], call({}))).toBeUndefined();
    expect(reasonNotLogged([regional], call({}, { region: 'us-west-2' }))).toBe(
      'the trail trail logs eu-central-1 only',
    );
    expect(
      reasonNotLogged([regional], call({ eventSource: 'iam.amazonaws.com' }, { region: 'us-east-1' })),
    ).toBeUndefined();
  });

  test('global services if it includes them', () => {
    expect(
      reasonNotLogged(
        [trail([MANAGEMENT], { includesGlobalServices: false })],
        call({ eventSource: 'iam.amazonaws.com' }),
      ),
    ).toBe('the trail trail leaves out global services');
  });

  test('insights if it has insight selectors', () => {
    const insight = order({ eventType: 'AwsCloudTrailInsight' }, { 'detail-type': 'AWS Insight via CloudTrail' });

    expect(reasonNotLogged([trail([MANAGEMENT])], insight)).toBe('the trail trail logs no insights');
    expect(reasonNotLogged([trail([], { insights: true })], insight)).toBeUndefined();
  });
});

test('what one of two trails logs is logged', () => {
  expect(reasonNotLogged([trail([]), trail([MANAGEMENT])], call({}))).toBeUndefined();
});

test('findings of other services need no trail', () => {
  expect(
    reasonNotLogged([trail([])], order({}, { 'detail-type': 'GuardDuty Finding', source: 'aws.guardduty' })),
  ).toBeUndefined();
});

describe('a read-only management call is', () => {
  test.each([
    ['one that describes', { eventName: 'DescribeInstances', readOnly: true }, true],
    ['one whose record says so in words', { eventName: 'GetPasswordData', readOnly: 'true' }, true],
    ['an old record that does not say', { eventName: 'ListBuckets' }, true],
    ['not one that says it writes', { eventName: 'GetFederationToken', readOnly: false }, false],
    ['not one with another verb', { eventName: 'AssumeRole', readOnly: true }, false],
    ['not a data event', { eventName: 'GetObject', readOnly: true, eventCategory: 'Data' }, false],
    [
      'not an old data event',
      { eventName: 'GetObject', readOnly: true, eventCategory: undefined, managementEvent: false },
      false,
    ],
  ])('%s', (_, detail, expected) => {
    expect(isReadOnlyManagementCall(call(detail))).toBe(expected);
  });
});
