import { describe, expect, test } from '@jest/globals';
import { answerLine } from './answer-line.ts';
import { parsePattern } from './parse-pattern.ts';
import { compile } from './pattern-set.ts';
import { PatternError } from './pattern-error.ts';
import { complexityOf } from './limits.ts';
import { readJson } from './testing/json-tree.ts';
import { referenceMatches } from './testing/reference-matcher.ts';
import { readShared } from './testing/shared-folder.ts';

interface Vector {
  readonly name: string;
  readonly pattern: string;
  readonly event?: string;
  readonly expected?: boolean;
  readonly valid?: boolean;
  readonly message?: string;
  readonly eventError?: boolean;
  readonly complexity?: number;
}

const vectors = JSON.parse(readShared('patterns/vectors.json')) as readonly Vector[];
const refused = vectors.filter(({ valid }) => valid === false);
const taken = vectors.filter(({ valid }) => valid !== false);
const broken = taken.filter(({ eventError }) => eventError === true);
const answered = taken.filter(({ expected }) => expected !== undefined);

/** Names of the vectors that do not hold: an empty list is what every test here wants. */
function failing(cases: readonly Vector[], holds: (vector: Vector) => boolean): readonly string[] {
  return cases.filter((vector) => !holds(vector)).map(({ name }) => name);
}

function answer(vector: Vector): string {
  return answerLine(JSON.stringify({ pattern: vector.pattern, event: vector.event }));
}

test('every vector is tried: answered, refused, broken or only taken', () => {
  expect(vectors.length).toBe(4072);
  expect([answered.length, refused.length, broken.length]).toEqual([3738, 234, 14]);
});

describe('patterns', () => {
  test('are refused with the message of the service', () => {
    const reason = ({ pattern }: Vector): string | undefined => {
      try {
        parsePattern(pattern);
        return undefined;
      } catch (error) {
        return error instanceof PatternError ? error.message : String(error);
      }
    };

    expect(failing(refused, (vector) => reason(vector) === vector.message)).toEqual([]);
    expect(failing(taken, (vector) => reason(vector) === undefined)).toEqual([]);
  });

  test('are as complex as event-ruler finds them', () => {
    const scored = taken.filter(({ complexity }) => complexity !== undefined);

    expect(failing(scored, ({ pattern, complexity }) => complexityOf(pattern) === complexity)).toEqual([]);
  });

  test('of wildcards are scored as event-ruler scores them, and refused over ten', () => {
    const lines = readShared('patterns/complexity.ndjson').trim().split('\n');
    const scored = lines.map((line) => JSON.parse(line) as { pattern: string; complexity: number });
    const isRefused = (pattern: string): boolean => {
      try {
        return compile([pattern]).size === 0;
      } catch (error) {
        return error instanceof PatternError && error.message.startsWith('Rule is too complex');
      }
    };

    expect(lines.length).toBe(511);
    expect(scored.filter(({ pattern, complexity }) => complexityOf(pattern) !== complexity)).toEqual([]);
    expect(scored.filter(({ pattern, complexity }) => isRefused(pattern) !== complexity > 10)).toEqual([]);
  });
});

describe('events', () => {
  const encoder = new TextEncoder();
  const all = compile(taken.map(({ pattern }) => pattern));
  const isMatched = (pattern: string, event: string | Uint8Array): boolean | string => {
    const result = compile([pattern]).match(event);
    return result.ok ? result.matched.includes(0) : result.error;
  };

  test('are answered as text, one pattern alone', () => {
    expect(failing(answered, ({ pattern, event = '', expected }) => isMatched(pattern, event) === expected)).toEqual(
      [],
    );
  });

  test('are answered as bytes', () => {
    const wrong = failing(
      answered,
      ({ pattern, event = '', expected }) => isMatched(pattern, encoder.encode(event)) === expected,
    );

    expect(wrong).toEqual([]);
  });

  test('are answered the same by one set of all patterns', () => {
    const wrong = failing(answered, (vector) => {
      const result = all.match(vector.event ?? '');
      return result.ok && result.matched.includes(taken.indexOf(vector)) === vector.expected;
    });

    expect(wrong).toEqual([]);
  });

  test('that are no JSON objects are refused, in every form', () => {
    expect(failing(broken, (vector) => answer(vector).startsWith('event-error: '))).toEqual([]);
    expect(failing(broken, ({ event = '' }) => !all.match(event).ok)).toEqual([]);
    expect(failing(broken, ({ event = '' }) => !all.match(encoder.encode(event)).ok)).toEqual([]);
  });

  test('are answered as the reference answers them', () => {
    const wrong = failing(
      answered,
      ({ pattern, event = '', expected }) => referenceMatches(readJson(pattern), readJson(event)) === expected,
    );

    expect(wrong).toEqual([]);
  });
});

test('the command answers every vector', () => {
  expect(failing(refused, (vector) => answer(vector) === `invalid: ${vector.message ?? ''}`)).toEqual([]);
  expect(failing(answered, (vector) => answer(vector) === String(vector.expected))).toEqual([]);
});

test('where event-ruler itself errs, the clean rule is answered', () => {
  const quirks = JSON.parse(readShared('patterns/quirks.json')) as readonly (Vector & { specExpected: string })[];
  const answerable = quirks.filter(({ event, specExpected }) => event !== undefined || specExpected === 'invalid');
  const clean = (quirk: Vector & { specExpected: string }): boolean =>
    answer(quirk).replace(/^invalid: .*/, 'invalid') === quirk.specExpected;

  expect(answerable).toHaveLength(15);
  expect(answerable.filter((quirk) => !clean(quirk)).map(({ name }) => name)).toEqual([]);
});
