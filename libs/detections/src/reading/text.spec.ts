import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { brief } from './text.ts';

test('a short text stays as it is', () => {
  expect(brief('sg-0a1b')).toBe('sg-0a1b');
});

test('lines and control characters become spaces', () => {
  expect(brief(' a\r\n\tb\u0000c\u2028d\u0085e ')).toBe('a b c d e');
});

test('a long text is cut and says so', () => {
  expect(brief('abcdef', 4)).toBe('abc…');
  expect(brief('abcd', 4)).toBe('abcd');
});

test('whatever the text: one line, no longer than allowed, no half of a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (text, longest) => {
      const short = brief(text, longest);

      expect(Array.from(short).length).toBeLessThanOrEqual(longest);
      expect(short).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(short.isWellFormed()).toBe(true);
    }),
  );
});
