import { describe, expect, test } from '@jest/globals';
import { type BusRule, checkBus, checkPattern, complexityOf, SERVICE_LIMITS } from './limits.ts';
import { type Pattern } from './pattern.ts';

const ok: Pattern = { source: ['aws.iam'] };

function rules(count: number, pattern: Pattern = ok): readonly BusRule[] {
  return Array.from({ length: count }, (_, i) => ({ name: `rule-${String(i)}`, pattern, targets: 1 }));
}

describe('a pattern', () => {
  test('of 2,048 characters is within the limits, one more is told', () => {
    const withLength = (length: number): Pattern => ({ a: ['x'.repeat(length - '{"a":[""]}'.length)] });

    expect(checkPattern(withLength(2048))).toEqual([]);
    expect(checkPattern(withLength(2049))).toEqual(['the pattern has 2049 characters. A pattern has at most 2048.']);
  });

  test('is told how many combinations its $or make, nested ones multiplied as the service does', () => {
    const or = (count: number, inner: string): string =>
      `{"$or":[${Array.from({ length: count }, (_, i) => (i === 0 ? inner : `{"b${String(i)}":[1]}`)).join()}]}`;

    expect(checkPattern(or(1000, '{"a":[1]}'), BIG)).toEqual([]);
    expect(checkPattern(or(40, or(26, '{"a":[1]}')), BIG)).toEqual([
      'the $or of the pattern make 1040 rule combinations. A pattern makes at most 1000.',
    ]);
  });

  test('has its $or counted however it is spelled: twice in one object, or with text behind the pattern', () => {
    const or = `"$or":[${Array.from({ length: 40 }, (_, i) => `{"a${String(i)}":[1]}`).join()}]`;

    expect(checkPattern(`{${or},${or}} and more`, BIG)).toEqual([
      'the $or of the pattern make 1600 rule combinations. A pattern makes at most 1000.',
    ]);
  });

  test('is told how complex its wildcards are where that is too much', () => {
    const tooComplex: Pattern = { a: [{ wildcard: '*:*:*:*:*:event-bus/*' }] };

    expect(complexityOf(tooComplex)).toBe(11);
    expect(checkPattern(tooComplex)).toEqual([expect.stringMatching(/complexity of 11\. They have at most 10/)]);
    expect(checkPattern({ a: [{ wildcard: '*:*:*:*:*' }] })).toEqual([]);
  });

  test('that is none is refused', () => {
    expect(() => checkPattern('{"a":1}')).toThrow('"a" must be an object or an array');
  });

  test('has the complexity of its worst field', () => {
    expect(complexityOf({ a: [{ wildcard: '*a*' }], b: [{ wildcard: 'b' }] })).toBe(3);
    expect(complexityOf(ok)).toBe(0);
  });
});

const BIG = { ...SERVICE_LIMITS, patternLength: 100_000 };

describe('a bus', () => {
  test('has 300 rules, 30 of them with wildcards, and 5 targets a rule', () => {
    expect(checkBus([...rules(270), ...rules(30, { a: [{ wildcard: 'x*' }] })])).toEqual([]);
  });

  test('is told what is over its limits, and over those of its rules', () => {
    const wild: Pattern = { a: [{ 'anything-but': { wildcard: 'x*' } }] };

    expect(checkBus([...rules(270), ...rules(31, wild), { name: 'r', pattern: ok, targets: 6 }])).toEqual([
      'the bus has 302 rules. A bus has at most 300.',
      'the bus has 31 rules with wildcards. A bus has at most 30, and that cannot be raised.',
      'rule "r" has 6 targets. A rule has at most 5.',
    ]);
  });

  test('is told which rule the service refuses, and all else', () => {
    const refused: BusRule = { name: 'broken', pattern: '{"a":1}', targets: 6 };

    expect(checkBus([refused, { ...refused, name: 'many', pattern: ok }])).toEqual([
      'rule "broken" has 6 targets. A rule has at most 5.',
      'rule "broken": "a" must be an object or an array.',
      'rule "many" has 6 targets. A rule has at most 5.',
    ]);
  });
});
