import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matches } from './matches.ts';
import { PatternError } from './pattern-error.ts';
import { compile } from './pattern-set.ts';
import { warningsOf } from './warnings.ts';

const set = compile([
  { source: ['aws.iam'] },
  '{"detail":{"count":[9007199254740993]}}',
  { detail: { name: [{ prefix: 'é' }], list: { a: ['x'], b: ['y'] } } },
]);

describe('a set', () => {
  test('answers with the places of its patterns, in order', () => {
    const event =
      '{"detail":{"count":9007199254740993,"name":"\\u00e9cole","list":[{"a":"x","b":"y"}]},"source":"aws.iam"}';

    expect(set.match(event)).toEqual({ ok: true, matched: [0, 1, 2] });
    expect(set.matchTrusted(event)).toEqual({ ok: true, matched: [0, 1, 2] });
    expect(set.match(Buffer.from(event))).toEqual({ ok: true, matched: [0, 1, 2] });
  });

  test('loses with JSON.parse what that has lost', () => {
    expect(set.matchObject({ source: 'aws.iam', detail: { count: Number('9007199254740993') } })).toEqual([0]);
  });

  test('names the pattern it refuses', () => {
    expect(() => compile([{ a: ['x'] }, '{"a":1}'])).toThrow(PatternError);
    expect(() => compile(['{"a":1}'])).toThrow(expect.objectContaining({ pattern: '{"a":1}' }));
  });

  test('of no patterns matches nothing, and still tells what is no event', () => {
    expect(compile([]).match('{}')).toEqual({ ok: true, matched: [] });
    expect(compile([]).match('[]')).toEqual({ ok: false, error: 'Event must be a JSON object' });
  });

  test('sees faults in parts no pattern asks for, unless it trusts the event', () => {
    const event = '{"source":"aws.s3","unused":{"a":tru}}';

    expect(set.match(event)).toEqual({ ok: false, error: expect.stringContaining("Unrecognized token 'tru'") });
    expect(set.matchTrusted(event)).toEqual({ ok: true, matched: [] });
  });

  test.each([
    ['overlong', [0xc0, 0xaf]],
    ['a half of a surrogate pair', [0xed, 0xa0, 0x80]],
    ['cut short', [0xe5, 0xa4]],
    ['beyond Unicode', [0xf5, 0x80, 0x80, 0x80]],
  ])('sees bytes that are no UTF-8: %s', (_, bytes) => {
    const event = Buffer.concat([Buffer.from('{"unused":"'), Buffer.from(bytes), Buffer.from('"}')]);

    expect(set.match(event)).toEqual({ ok: false, error: 'Invalid UTF-8' });
  });

  test('reads what stands deep and long without a stack of its own', () => {
    const deep = 100_000;
    const arrays = `{"source":${'['.repeat(deep)}"aws.iam"${']'.repeat(deep)}}`;
    const objects = `{"unused":${'{"a":'.repeat(deep)}1${'}'.repeat(deep)},"source":"aws.iam"}`;

    expect(set.match(arrays)).toEqual({ ok: true, matched: [0] });
    expect(set.match(objects)).toEqual({ ok: true, matched: [0] });
  });

  test('takes a list of very many values', () => {
    const many = `{"a":[${Array.from({ length: 130_000 }, (_, i) => `"${String(i)}"`).join()}]}`;

    expect(compile([many]).match('{"a":"129999"}')).toEqual({ ok: true, matched: [0] });
    expect(warningsOf([many])).toEqual([]);
  });

  test('tries alternatives in many elements without trying all combinations', () => {
    const many = (field: string) => Array.from({ length: 200 }, (_, i) => ({ [field]: 'x', n: i }));
    const wide = compile([{ a: { p: ['x'] }, b: { q: ['x'] }, c: { r: ['x'] }, d: { s: ['y'], t: ['z'] } }]);
    const event = { a: many('p'), b: many('q'), c: many('r'), d: [{ s: 'y' }, { t: 'z' }] };

    expect(wide.matchObject(event)).toEqual([]);
  });
});

test('values that look alike in one event keep their own answers', () => {
  const alike = compile([{ a: [{ prefix: '1' }] }, { a: [{ numeric: ['=', 1] }] }, { a: [{ suffix: '1' }] }]);

  for (let event = 0; event < 5; event += 1) {
    expect(alike.match('{"a":["1",1]}')).toEqual({ ok: true, matched: [0, 1, 2] });
    expect(alike.match('{"a":[1,"1"]}')).toEqual({ ok: true, matched: [0, 1, 2] });
    expect(alike.match('{"a":["1","1",1,1]}')).toEqual({ ok: true, matched: [0, 1, 2] });
  }
});

test('never throws, whatever the text', () => {
  const event = JSON.stringify({
    source: 'aws.iam',
    detail: { name: 'é\n', count: 1.5e3, list: [[{ a: null }], true] },
  });
  const cut = fc.tuple(fc.nat(event.length), fc.nat(event.length), fc.string({ unit: 'binary', maxLength: 3 }));
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    cut.map(([from, to, inserted]) => event.slice(0, from) + inserted + event.slice(to)),
  );

  fc.assert(
    fc.property(text, (broken) => {
      const isJson = isJsonObject(broken);
      const result = set.match(broken);
      set.matchTrusted(broken);
      set.matchTrusted(Buffer.from(broken));
      // What follows the object is not read, so more is taken than `JSON.parse` takes.
      expect(result.ok || !isJson).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('never throws, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (tail) => {
      const bytes = Buffer.concat([Buffer.from('{"source":"'), tail]);

      expect(typeof set.match(bytes).ok).toBe('boolean');
      expect(typeof set.matchTrusted(bytes).ok).toBe('boolean');
    }),
    { numRuns: 2000 },
  );
});

function isJsonObject(text: string): boolean {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json);
  } catch {
    return false;
  }
}

test('one pattern can be asked directly', () => {
  const pattern = { detail: { count: [{ numeric: ['>', 5] }] } } as const;

  expect(matches(pattern, { detail: { count: 6 } })).toBe(true);
  expect(matches(pattern, { detail: { count: '6' } })).toBe(false);
});
