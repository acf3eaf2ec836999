import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pack } from './pack.ts';
import { parsePattern } from './parse-pattern.ts';
import { type Pattern } from './pattern.ts';
import { compile } from './pattern-set.ts';
import { event, pattern } from './testing/arbitraries.ts';
import { writeJson } from './testing/json-tree.ts';

function calls(service: string, eventName: readonly string[], beside: Pattern = {}): Pattern {
  return { source: [`aws.${service}`], detail: { eventSource: [`${service}.amazonaws.com`], eventName, ...beside } };
}

describe('packed patterns', () => {
  test('join what asks for the same paths, and leave out what is not kept', () => {
    const packed = pack([
      calls('iam', ['CreateUser', 'CreateRole'], { errorCode: [{ exists: false }] }),
      calls(
        's3',
        [{ prefix: 'Delete' }, 'CreateUser'].map((name) => (typeof name === 'string' ? name : 'DeleteBucket')),
      ),
      calls('iam', ['CreateUser']),
    ]);

    expect(packed).toHaveLength(1);
    expect(packed[0]?.members).toEqual([0, 1, 2]);
    expect(new Set(namesIn(packed[0]?.pattern))).toEqual(new Set(['CreateUser', 'CreateRole', 'DeleteBucket']));
  });

  test('keep apart what asks for other paths, so that neither loosens the other', () => {
    const packed = pack([calls('iam', ['CreateUser']), { source: ['aws.guardduty'] }, { source: ['aws.health'] }]);

    expect(packed.map(({ members }) => members)).toEqual(expect.arrayContaining([[0], [1, 2]]));
    expect(packed).toHaveLength(2);
  });

  test('widen wildcards to what they begin with, for a bus has few rules with wildcards to give', () => {
    const [packed] = pack([{ source: [{ wildcard: 'aws.*.x' }] }]);

    expect(packed?.pattern).toEqual({ source: [{ prefix: 'aws.' }] });
  });

  test('are within the length, with what is asked besides', () => {
    const also: Pattern = { 'replay-name': [{ exists: false }] };
    const many = Array.from({ length: 300 }, (_, i) =>
      calls(`service-${String(i % 20)}`, [`ACallOfSomeLength${String(i)}`]),
    );

    const packed = pack(many, { also });

    // 300 names of 22 characters are 7,200: no three patterns hold them, nor do four with their sources.
    expect(packed.length).toBeLessThanOrEqual(5);
    expect(Math.max(...packed.map((each) => JSON.stringify(each.pattern).length))).toBeLessThanOrEqual(2048);
    expect(packed.every((each) => JSON.stringify(each.pattern).includes('"replay-name":[{"exists":false}]'))).toBe(
      true,
    );
    expect(new Set(packed.flatMap(({ members }) => members)).size).toBe(300);
  });

  test('cut a pattern that alone is too long', () => {
    const long = calls(
      'iam',
      Array.from({ length: 200 }, (_, i) => `ACallOfSomeLength${String(i)}`),
    );

    const packed = pack([long]);

    expect(packed.length).toBe(3);
    expect(packed.every(({ members }) => members.join() === '0')).toBe(true);
    expect(packed.flatMap((each) => namesIn(each.pattern))).toHaveLength(200);
  });

  test('are within the length as they are written, however short their numbers were', () => {
    const some = { b: [{ prefix: 'x'.repeat(60) }] };
    const text = JSON.stringify({ a: [1], ...some }).replace('[1]', '[{"numeric":["=",1E9]},{"numeric":["<",2E9]}]');

    const packed = pack([text], { keep: ['a', 'b'], maxLength: text.length });

    expect(packed.filter(({ pattern: written }) => JSON.stringify(written).length > text.length)).toEqual([]);
  });

  test('are one that matches everything where a pattern asks nothing that can be kept', () => {
    const packed = pack([calls('iam', ['CreateUser']), { source: [{ exists: false }] }]);

    expect(packed).toEqual([{ pattern: { source: [{ exists: true }, { exists: false }] }, members: [0, 1] }]);
    expect(compile(packed.map((each) => each.pattern)).matchObject({})).toEqual([0]);
  });

  test('match whatever a member matches', () => {
    const taken = pattern.map(writeJson).filter(isTaken);
    const kept = fc.uniqueArray(fc.constantFrom('a', 'b', 'a.b', 'b.c', 'a.a', 'c', 'a.'));

    fc.assert(
      fc.property(fc.array(taken, { minLength: 1, maxLength: 6 }), fc.array(event, { minLength: 6, maxLength: 6 }), kept, (patterns, events, keep) => {
        const packed = pack(patterns, { keep, maxLength: 300 });
        const members = compile(patterns);
        const coarse = compile(packed.map((each) => each.pattern));

        expect(packed.every((each) => JSON.stringify(each.pattern).length <= 300)).toBe(true);
        for (const text of events.map(writeJson)) {
          const passed = indexesOf(coarse.match(text)).flatMap((index) => packed[index]?.members ?? []);
          expect(indexesOf(members.match(text)).filter((member) => !passed.includes(member))).toEqual([]);
        }
      }), // prettier-ignore
      { numRuns: 1500 },
    );
  });

  test('refuse a length in which no pattern fits', () => {
    expect(() => pack([{ a: ['x'] }], { maxLength: 20 })).toThrow('Valid: at least 100');
  });
});

function indexesOf(result: ReturnType<ReturnType<typeof compile>['match']>): readonly number[] {
  if (!result.ok) {
    throw new Error(result.error);
  }
  return result.matched;
}

function namesIn(pattern: Pattern | undefined): readonly string[] {
  return (pattern?.detail as { readonly eventName: readonly string[] }).eventName;
}

function isTaken(text: string): boolean {
  try {
    return parsePattern(text).subRules.length > 0;
  } catch {
    return false;
  }
}
