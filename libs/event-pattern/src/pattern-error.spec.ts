import { describe, expect, test } from '@jest/globals';
import { parsePattern } from './parse-pattern.ts';
import { PatternError } from './pattern-error.ts';

function refusalOf(pattern: string): PatternError {
  try {
    parsePattern(pattern);
  } catch (error) {
    if (error instanceof PatternError) {
      return error;
    }
    throw error;
  }
  throw new Error(`${pattern} is taken`);
}

describe('a refusal', () => {
  test('reads as the service writes it', () => {
    expect(refusalOf('{"int": 42}').serviceMessage).toMatchInlineSnapshot(`
      "Event pattern is not valid. Reason: "int" must be an object or an array
       at [Source: (String)"{"int": 42}"; line: 1, column: 11]"
    `);
  });

  // The columns were recorded from the service.
  test.each([
    ['{"int": 42}', 11],
    ['{"string": "my-value"}', 13],
    ['{"resources": []}', 17],
    ['{"my_key": [{"EXISTS": true}]}', 28],
    ['{"detail": {"equal": [{"NUMERIC": ["=", 5]}]}}', 36],
    ['{"detail": {"c-count": [{"numeric": [">", 0, ">", 0]}]}}', 49],
    ['{"detail": {"c-count": [{"numeric": [">", 0, "<"]}]}}', 50],
    ['{"EventBusArn": [{"wildcard": "arn:aws:events:us-east-1:**:event-bus/*"}]}', 72],
    ['{"detail-type": [{"equals-ignore-case": ["ec2 instance state-change notification"]}]}', 42],
    ['{"detail-type": [{"equals-ignore-case": {"prefix": "ec2"}}]}', 42],
    ['{"detail": {"state": [{"anything-but": {"equals-ignore-case": 123}}]}}', 66],
    ['{"detail": {"state": [{"anything-but": {"prefix": 123}}]}}', 54],
    ['{"detail": {"FileName": [{"anything-but": {"prefix": {"equals-ignore-case": "file"}}}]}}', 55],
    ['{"time": [{"prefix": ["2022-07-13"]}]}', 23],
    ['{"time": [{"prefix": 123}]}', 25],
    ['this is valid json but not a dict', 5],
    ["{'bad': 'quotation'}", 2],
    ['{"not": closed mark"', 15],
    ['["not", "a", "dict", "but valid json"]', 2],
  ])('of %s stands where the service stands, at column %i', (pattern, column) => {
    expect(refusalOf(pattern).locations).toEqual([{ line: 1, column }]);
  });

  test.each([
    ['{"detail": {"state": [{"anything-but": {"equals-ignore-case": [123, 456]}}]}}', 67],
    ['{"detail": {"FileName": [{"anything-but": {"suffix": [123, ".txt"]}}]}}', 58],
    ['{"detail": {"state": [{"anything-but": {"wildcard": [123, "*/dir/*"]}}]}}', 57],
  ])('inside the lists of %s says its place twice, as the service does', (pattern, column) => {
    expect(refusalOf(pattern).locations).toEqual([
      { line: 1, column },
      { line: 1, column },
    ]);
  });

  test('names no place where the service names none', () => {
    expect(refusalOf('{"a": [{"cidr": "bad-filter"}]}').locations).toEqual([]);
    expect(refusalOf('{"a": [{"wildcard": "*:*:*:*:*:event-bus/*"}]}').locations).toEqual([]);
  });

  test('counts lines', () => {
    expect(refusalOf('{\r\n  "a": 1\n}').locations).toEqual([{ line: 2, column: 9 }]);
  });

  test('keeps the error of the text as its cause', () => {
    expect(refusalOf('{"a":[1,]}').cause).toMatchObject({ name: 'JsonError' });
  });
});

test('a pattern nested beyond all reason is refused, not a crash', () => {
  const depth = 100_000;

  expect(refusalOf('{"a":'.repeat(depth)).message).toMatch(/nesting depth/);
});
