import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explain } from './explain.ts';
import { event, pattern } from './testing/arbitraries.ts';
import { writeJson } from './testing/json-tree.ts';
import { referenceMatches } from './testing/reference-matcher.ts';
import { complexityOf } from './limits.ts';

test('says which fields failed, and what they held', () => {
  const explanation = explain(
    { source: ['aws.iam'], detail: { eventName: ['CreateUser', { prefix: 'Delete' }], errorCode: [{ exists: true }] } },
    { source: 'aws.iam', detail: { eventName: 'UpdateUser' } },
  );

  expect(explanation.text).toBe(
    'detail.errorCode is missing; wanted: {"exists":true}; detail.eventName holds "UpdateUser"; wanted: "CreateUser" or {"prefix":"Delete"}',
  );
  expect(explanation.ways).toEqual([
    {
      matched: false,
      elementsDiffer: false,
      failures: [
        { path: 'detail.errorCode', wanted: ['{"exists":true}'], held: [] },
        { path: 'detail.eventName', wanted: ['"CreateUser"', '{"prefix":"Delete"}'], held: ['"UpdateUser"'] },
      ],
    },
  ]);
});

test('says of $or what failed in the branch that came nearest', () => {
  const { text, ways } = explain({ $or: [{ a: [1], b: [2] }, { c: [{ numeric: ['>', 5] }] }] }, { a: 3, b: 4, c: 5 });

  expect(ways).toHaveLength(2);
  expect(text).toBe('c holds 5; wanted: {"numeric":[">",5]}');
});

test('says when each field is met, but in different elements of an array', () => {
  const { text, ways } = explain({ a: { b: [1], c: [2] } }, { a: [{ b: 1 }, { c: 2 }] });

  expect(ways).toEqual([{ matched: false, failures: [], elementsDiffer: true }]);
  expect(text).toMatch(/not within the same elements of an array/);
});

test('reads events as text too, where numbers keep their spelling', () => {
  expect(explain('{"a":[9007199254740993]}', '{"a":9007199254740993.0}').text).toBe(
    'a holds 9007199254740993.0; wanted: 9007199254740993',
  );
});

test('agrees with the answer: matched, or a reason', () => {
  const simple = pattern.filter((tree) => isTaken(writeJson(tree)));

  fc.assert(
    fc.property(simple, event, (wanted, held) => {
      const { matched, ways } = explain(writeJson(wanted), writeJson(held));

      expect(matched).toBe(referenceMatches(wanted, held));
      expect(ways.every((way) => way.matched || way.failures.length > 0 || way.elementsDiffer)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

function isTaken(text: string): boolean {
  try {
    return complexityOf(text) >= 0;
  } catch {
    return false;
  }
}
