import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Condition, type Pattern, SERVICE_LIMITS, checkPattern, matches } from '@trailbell/event-pattern';
import { rulePatterns } from './rule-patterns.ts';

const REPLAYED = { 'replay-name': [{ exists: false }] };
const NO_ALERT = { source: [{ 'anything-but': 'trailbell' }] };
/** What every rule asks besides, unless its pattern asks for sources of its own. */
const BESIDES = { ...REPLAYED, ...NO_ALERT };

function calls(service: string, eventName: string[], beside: Pattern = {}): Pattern {
  return {
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: [`${service}.amazonaws.com`], eventName, ...beside },
  };
}

describe('the patterns of rules', () => {
  test('are one where patterns differ in source and name alone', () => {
    expect(
      rulePatterns([
        calls('iam', ['CreateRole']),
        calls('s3', ['DeleteBucket']),
        calls('iam', ['CreateRole', 'CreateUser']),
      ]),
    ).toEqual([
      {
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['iam.amazonaws.com', 's3.amazonaws.com'],
          eventName: ['CreateRole', 'CreateUser', 'DeleteBucket'],
        },
        ...BESIDES,
      },
    ]);
  });

  test('keep what one asks beside, in a rule of its own', () => {
    const narrow = calls('s3', ['PutObject'], { requestParameters: { bucketName: ['example'] } });

    expect(rulePatterns([calls('s3', ['DeleteBucket']), narrow])).toEqual([
      { ...calls('s3', ['DeleteBucket']), ...BESIDES },
      { ...narrow, ...BESIDES },
    ]);
  });

  test('are for alerts where a pattern asks for those by their source', () => {
    const alerts: Pattern = { source: ['trailbell'], 'detail-type': ['Alert'] };

    expect(rulePatterns([alerts])).toEqual([{ ...alerts, ...REPLAYED }]);
  });

  test.each<[string, Pattern]>([
    ['findings', { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] }],
    ['calls without a name', { detail: { userIdentity: { type: ['Root'] } } }],
    [
      'a $or over different fields',
      { detail: { $or: [{ eventName: ['CreateUser'] }, { errorCode: ['AccessDenied'] }] } },
    ],
    [
      'the end of a name',
      { 'detail-type': ['AWS API Call via CloudTrail'], detail: { eventName: [{ wildcard: '*Key*' }] } },
    ],
  ])('ask of %s all that is asked, however it is packed', (_, pattern) => {
    expect(rulePatterns([pattern, calls('iam', ['CreateUser'])])).toContainEqual({ ...BESIDES, ...pattern });
  });

  test('begin another rule where the first is full', () => {
    const rules = rulePatterns(
      Array.from({ length: 100 }, (_, index) => calls('iam', [`ARatherLongNameOfACall${String(index)}`])),
    );

    expect(rules).toHaveLength(2);
    expect(rules.flatMap((rule) => checkPattern(rule))).toEqual([]);
  });

  test('are more than one where one pattern alone is too long for a rule', () => {
    const rules = rulePatterns([
      calls(
        'iam',
        Array.from({ length: 200 }, (_, i) => `ALongName${String(i)}`),
      ),
    ]);

    expect(rules.length).toBeGreaterThan(1);
    expect(rules.flatMap((rule) => checkPattern(rule))).toEqual([]);
  });

  test('are refused where a pattern can be neither packed nor left as it is', () => {
    const long = 'x'.repeat(SERVICE_LIMITS.patternLength);

    expect(() => rulePatterns([{ detail: { $or: [{ a: [long] }, { b: ['y'] }] } }])).toThrow(
      /^the pattern has 21\d\d characters\. A pattern has at most 2048\. It begins with \{"detail":\{"\$or":\[\{"a":\["xxx/,
    );
  });

  test('are the same in whatever order the catalogue is', () => {
    const patterns = [calls('s3', ['DeleteBucket']), calls('iam', ['CreateUser']), calls('iam', ['CreateRole'])];

    expect(rulePatterns(patterns.toReversed())).toEqual(rulePatterns(patterns));
  });

  test('are the same but for one, changed or divided, when a pattern is added', () => {
    const services = Array.from({ length: 90 }, (_, i) => `service${String(i)}`);
    const patterns = services.map((service) =>
      calls(
        service,
        [1, 2, 3].map((i) => `ANameOf${service}${String(i)}`),
      ),
    );
    const before = rulePatterns(patterns);

    expect(before.length).toBeGreaterThan(3);
    for (const service of [...services, 'another']) {
      const after = rulePatterns([...patterns, calls(service, ['AFurtherNameThatIsSomewhatLonger'])]);

      expect(without(before, after).length).toBeLessThanOrEqual(1);
      expect([1, 2]).toContain(without(after, before).length);
    }
  });

  test('let through whatever one of the patterns does, and neither replay nor alert', () => {
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 8 }), event, (patterns, one) => {
        fc.pre(patterns.some((wanted) => matches(wanted, one)));
        const rules = rulePatterns(patterns);

        expect(rules.some((rule) => matches(rule, one))).toBe(true);
        expect(rules.some((rule) => matches(rule, { ...one, 'replay-name': 'again' }))).toBe(false);
        expect(rules.some((rule) => matches(rule, { ...one, source: 'trailbell' }))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('let through nothing from a service that no pattern names', () => {
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 8 }), event, (patterns, one) => {
        const named = patterns.filter((wanted) => asksSource(wanted));
        fc.pre(named.length > 0);

        expect(
          rulePatterns(named).some((rule) => matches(rule, { ...one, detail: { ...one.detail, eventSource: 'x' } })),
        ).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

const some = (...values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
const absent = fc.constant<readonly Condition[]>([{ exists: false }]);

const fields = fc.record(
  {
    eventSource: some('iam', 's3', 'ec2'),
    eventName: fc.oneof(
      some('CreateUser', 'DeleteBucket', 'UpdateRole'),
      fc.constantFrom<readonly Condition[]>(
        [{ prefix: 'Create' }],
        [{ 'anything-but': ['CreateUser'] }],
        [{ wildcard: '*e*e*' }],
      ),
    ),
    errorCode: absent,
    userName: fc.oneof(some('ana', 'ben'), fc.constant<readonly Condition[]>([{ exists: true }])),
  },
  { requiredKeys: [] },
);

const pattern: fc.Arbitrary<Pattern> = fc.tuple(fields, fc.option(fc.tuple(fields, fields))).map(([all, branches]) => ({
  'detail-type': ['call'],
  detail: {
    ...all,
    awsRegion: ['here'],
    ...(branches && { $or: branches.map((branch) => ({ ...branch, x: ['y'] })) }),
  },
})) as fc.Arbitrary<unknown> as fc.Arbitrary<Pattern>;

const event = fc
  .record(
    {
      eventSource: fc.constantFrom('iam', 's3', 'ec2'),
      eventName: fc.constantFrom('CreateUser', 'DeleteBucket', 'UpdateRole'),
      errorCode: fc.constant('AccessDenied'),
      userName: fc.constantFrom('ana', 'ben'),
    },
    { requiredKeys: ['eventSource', 'eventName'] },
  )
  .map((detail) => ({
    source: 'aws.example',
    'detail-type': 'call',
    detail: { ...detail, awsRegion: 'here', x: 'y' },
  }));

function asksSource({ detail }: Pattern): boolean {
  return 'eventSource' in (detail as Pattern);
}

function without(rules: readonly Pattern[], others: readonly Pattern[]): readonly Pattern[] {
  const known = new Set(others.map((other) => JSON.stringify(other)));
  return rules.filter((rule) => !known.has(JSON.stringify(rule)));
}
