import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cut } from './cut.ts';

const escape = (character: string) => (character === '&' ? '&amp;' : character);
const text = () => fc.string({ unit: fc.constantFrom('a', '&', '🔔', '\ud83d', ' '), maxLength: 40 });

test('keeps what fits exactly, and marks what does not', () => {
  expect(cut('12345', 5)).toBe('12345');
  expect(cut('123456', 5)).toBe('1234…');
  expect(cut('1234 6', 5)).toBe('1234…');
  expect(cut('123 56', 5)).toBe('123…');
});

test('cuts neither an escape nor a surrogate pair in half', () => {
  expect(cut('a&b', 6, escape)).toBe('a&amp;…'.slice(0, 1) + '…');
  expect(cut('a&bc', 7, escape)).toBe('a&amp;…');
  expect(cut('🔔🔔🔔', 4)).toBe('🔔…');
});

test('is never longer than it may be, and is whole or ends in an ellipsis', () => {
  fc.assert(
    fc.property(text(), fc.integer({ min: 1, max: 60 }), (value, max) => {
      const result = cut(value, max, escape);
      const whole = Array.from(value, escape).join('');

      expect(result.length).toBeLessThanOrEqual(max);
      expect(result === whole).toBe(whole.length <= max);
      expect(result === whole || (result.endsWith('…') && whole.startsWith(result.slice(0, -1)))).toBe(true);
      expect(result.replaceAll('&amp;', '')).not.toContain('&');
    }),
  );
});
