import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { passPlain } from './plain-run.ts';
import { bytesOf } from './text-bytes.ts';

test('a run ends at the first quote, backslash, control or character beyond ASCII, wherever it begins', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', ' ', '!', '#', '[', ']', '~', '\x7f', '0', '{', ','), maxLength: 20 }); // prettier-ignore
  const special = fc.constantFrom('"', '\\', '\0', '\n', '\x1f', 'é', '大', '😀');

  fc.assert(
    fc.property(fc.nat(5), plain, special, fc.string({ unit: 'binary', maxLength: 5 }), (start, run, end, rest) => {
      const { words } = bytesOf(`${'"'.repeat(start)}${run}${end}${rest}`);

      expect(passPlain(words, start)).toBe(start + run.length);
    }),
    { numRuns: 2000 },
  );
});
