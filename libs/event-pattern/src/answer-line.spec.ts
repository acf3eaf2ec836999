import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerLine } from './answer-line.ts';

function asked(pattern: string, event?: string): string {
  return answerLine(JSON.stringify({ pattern, event }));
}

describe('a question', () => {
  test.each([
    ['{"a":[1]}', '{"a":1.0}', 'true'],
    ['{"a":[1]}', '{"a":"1"}', 'false'],
    ['{"a":[1]}', undefined, 'valid'],
    ['{"a":1}', '{"a":1}', 'invalid: "a" must be an object or an array'],
    ['{"a":[1]}', '[]', 'event-error: Event must be a JSON object'],
    ['{"a":[1]}', '{"a":01}', 'event-error: Invalid numeric value: Leading zeroes not allowed'],
    ['{"a":[1]', '{"a":01}', 'invalid: Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"a":[1]"; line: 1, column: 1])'], // prettier-ignore
  ])('about %s and %s is answered', (pattern, event, answer) => {
    expect(asked(pattern, event)).toBe(answer);
  });

  test('about a pattern of many lines is answered in one', () => {
    expect(asked('{"a":\n[1}\n}', '{}')).not.toContain('\n');
  });
});

test.each(['', 'junk', '[]', '1', 'null', '{}', '{"pattern":1}', '{"pattern":"{\\"a\\":[1]}","event":{}}'])(
  'the line %j is no question, and told so',
  (line) => {
    expect(answerLine(line)).toMatch(/^input-error: .+ Wanted: \{"pattern"/);
  },
);

test('every line gets one answer, whatever it holds', () => {
  const line = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.record({ pattern: fc.json(), event: fc.json() }).map((question) => JSON.stringify(question))); // prettier-ignore

  fc.assert(
    fc.property(line, (text) => {
      expect(answerLine(text)).toMatch(/^(true|false|valid|(invalid|event-error|input-error): [^\n]+)$/);
    }),
    { numRuns: 500 },
  );
});
