import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Pattern, matches } from '@trailbell/event-pattern';
import { LONGEST_PATTERN, packed } from './packed.ts';

const REPLAYED = { 'replay-name': [{ exists: false }] };

function calls(eventSource: string, eventName: string[], beside: Pattern = {}): Pattern {
  return {
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: [eventSource], eventName, ...beside },
  };
}

describe('packed patterns', () => {
  test('are one where the patterns differ in source and name alone', () => {
    expect(
      packed([calls('iam', ['CreateUser', 'CreateRole']), calls('s3', ['DeleteBucket']), calls('iam', ['CreateUser'])]),
    ).toEqual([
      {
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: { eventSource: ['iam', 's3'], eventName: ['CreateUser', 'CreateRole', 'DeleteBucket'] },
        ...REPLAYED,
      },
    ]);
  });

  test('stay apart where one asks more', () => {
    const narrow = calls('s3', ['PutObject'], { requestParameters: { bucketName: ['example'] } });

    expect(packed([calls('s3', ['DeleteBucket']), narrow])).toEqual([
      { ...calls('s3', ['DeleteBucket']), ...REPLAYED },
      { ...narrow, ...REPLAYED },
    ]);
  });

  test('stay apart where one names no call at all', () => {
    expect(
      packed([{ source: ['aws.guardduty'] }, { source: ['aws.health'] }, { detail: { eventSource: ['iam'] } }]),
    ).toHaveLength(3);
  });

  test('begin another rule where the first is full', () => {
    const rules = packed(
      Array.from({ length: 100 }, (_, index) => calls('iam', [`ARatherLongNameOfACall${String(index)}`])),
    );

    expect(rules).toHaveLength(2);
    expect(rules.map((rule) => JSON.stringify(rule).length).every((length) => length <= LONGEST_PATTERN)).toBe(true);
  });

  test('are refused where one pattern alone is too long', () => {
    expect(() => packed([calls('s3', ['x'.repeat(LONGEST_PATTERN)])])).toThrow(
      /is too long for a rule\. Valid: at most 2048 characters/,
    );
  });

  test('let through whatever one of the patterns does', () => {
    const some = (...values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
    const pattern = fc
      .record({
        eventSource: fc.option(some('iam', 's3', 'ec2'), { nil: undefined }),
        eventName: fc.option(some('Create', 'Delete', 'Update'), { nil: undefined }),
        errorCode: fc.option(fc.constant([{ exists: false }]), { nil: undefined }),
        userName: fc.option(some('ana', 'ben'), { nil: undefined }),
      })
      .map(
        (detail) =>
          JSON.parse(
            JSON.stringify({ 'detail-type': ['call'], detail: { ...detail, awsRegion: ['here'] } }),
          ) as Pattern,
      );
    const event = fc
      .record({
        eventSource: fc.constantFrom('iam', 's3', 'ec2'),
        eventName: fc.constantFrom('Create', 'Delete', 'Update'),
        errorCode: fc.option(fc.constant('AccessDenied'), { nil: undefined }),
        userName: fc.constantFrom('ana', 'ben'),
        awsRegion: fc.constant('here'),
      })
      .map((detail) => JSON.parse(JSON.stringify({ 'detail-type': 'call', detail })) as object);

    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 8 }), event, (patterns, one) => {
        fc.pre(patterns.some((wanted) => matches(wanted, one)));
        expect(packed(patterns).some((rule) => matches(rule, one))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
