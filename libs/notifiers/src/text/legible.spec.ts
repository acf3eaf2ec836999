import { expect, test } from '@jest/globals';
import { legible } from './legible.ts';

test.each([
  ['one line', 'a\r\nb\t c\u2028d\u00a0e ', 'a b c d e'],
  ['half a surrogate pair', 'a\ud83db\udd14', 'a\ufffdb\ufffd'],
  ['a mark that turns the reading order', 'user\u202egnp.exe', 'user\ufffdgnp.exe'],
  ['a zero width between letters', 'ro\u200bot', 'ro\ufffdot'],
  ['a filler that looks like nothing', 'ro\u3164ot', 'ro\ufffdot'],
  ['a control character', 'a\u0000b\u001b[31m', 'a\ufffdb\ufffd[31m'],
  ['letters drowned in marks', `a${'\u0301'.repeat(50)}b`, 'a\u0301\u0301\u0301b'],
  ['an address', 'see https://evil.example now', 'see https[:]//evil.example now'],
  ['a pair that is whole', 'bell 🔔', 'bell 🔔'],
  ['other scripts', 'Zoë, 太郎, אנה', 'Zoë, 太郎, אנה'],
])('%s', (_what, text, shown) => {
  expect(legible(text)).toBe(shown);
});

test('a value as large as an event can be is read in no time', () => {
  const start = performance.now();
  for (const bit of [
    'a',
    ' ',
    'eyJ-',
    '<',
    'AKIA',
    '://a:',
    '-----BEGIN PRIVATE KEY',
    'password=',
    '\ud83d',
    'x\u0301',
  ]) {
    legible(bit.repeat(1_000_000 / bit.length));
  }

  expect(performance.now() - start).toBeLessThan(1_000);
});
