import { expect, test } from '@jest/globals';
import { parsePattern } from './parse-pattern.ts';
import { type Pattern } from './pattern.ts';

test('all operators compile, nested and listed', () => {
  const pattern: Pattern = {
    source: ['aws.iam', { prefix: 'aws.' }, { suffix: { 'equals-ignore-case': 'S3' } }],
    'detail-type': [{ 'anything-but': ['a', 'b'] }, { 'anything-but': { wildcard: ['*x', 'y*'] } }],
    detail: {
      count: [1, { numeric: ['>', 0, '<=', 5] }, { numeric: ['=', 9] }, { 'anything-but': [1, 2] }],
      sourceIPAddress: [{ cidr: '203.0.113.0/24' }],
      errorCode: [{ exists: false }, null, true],
      'user.name': [{ 'equals-ignore-case': 'ana' }, { wildcard: 'a*' }, { exactly: '10.0.0.1' }],
      $or: [{ a: ['x'] }, { b: { c: [1] } }],
    },
  };

  expect(parsePattern(JSON.stringify(pattern)).subRules).toHaveLength(2);
});

test('what the service refuses does not compile', () => {
  const refused: readonly Pattern[] = [
    // @ts-expect-error -- no such operator
    { a: [{ prefx: 'x' }] },
    // @ts-expect-error -- no such operator, however its operand looks
    { a: [{ numericc: ['>', 0] }] },
    // @ts-expect-error -- nor two of them, which would look like $or
    { a: [{ numericc: ['>', 0] }, { prefixx: ['x'] }] },
    // @ts-expect-error -- operators are lower case
    { a: [{ EXISTS: true }] },
    // @ts-expect-error -- one operator in one condition
    { a: [{ prefix: 'x', suffix: 'y' }] },
    // @ts-expect-error -- a prefix is one string
    { a: [{ prefix: ['x'] }] },
    // @ts-expect-error -- a wildcard is one string
    { a: [{ wildcard: 1 }] },
    // @ts-expect-error -- the lower bound comes first
    { a: [{ numeric: ['<', 5, '>', 0] }] },
    // @ts-expect-error -- there is no unequal
    { a: [{ numeric: ['!=', 5] }] },
    // @ts-expect-error -- exists is asked with true or false
    { a: [{ exists: 'true' }] },
    // @ts-expect-error -- anything-but takes strings or numbers, not both
    { a: [{ 'anything-but': ['x', 1] }] },
    // @ts-expect-error -- nor null
    { a: [{ 'anything-but': null }] },
    // @ts-expect-error -- nor networks
    { a: [{ 'anything-but': { cidr: '10.0.0.0/8' } }] },
    // @ts-expect-error -- a value stands in a list
    { a: 'x' },
    // @ts-expect-error -- lists hold values
    { a: [['x']] },
    // @ts-expect-error -- $or has two members at least
    { $or: [{ a: ['x'] }] },
    // @ts-expect-error -- of patterns
    { $or: ['x', 'y'] },
  ];

  for (const pattern of refused) {
    expect(() => parsePattern(JSON.stringify(pattern))).toThrow();
  }
});
