import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hashOf, sameBytes } from './slices.ts';
import { bytesOf } from './text-bytes.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 20 });

test('slices are the same where their bytes are, whatever stands around them', () => {
  fc.assert(
    fc.property(fc.tuple(text, text, text), fc.tuple(text, text, text), fc.boolean(), (one, [head, other, tail], alike) => {
      const [before, slice, behind] = one;
      const second = alike ? slice : other.padEnd(slice.length, 'a').slice(0, slice.length);
      const [start, from] = [before.length, head.length];
      const here = bytesOf(before + slice + behind);
      const there = bytesOf(head + second + tail);

      expect(sameBytes(here, start, start + slice.length, there, from)).toBe(slice === second);
      expect(
        slice !== second ||
          hashOf(1, here, start, start + slice.length) === hashOf(1, there, from, from + slice.length),
      ).toBe(true);
    }), // prettier-ignore
    { numRuns: 2000 },
  );
});

test('slices that differ in one byte have different hashes, wherever it stands', () => {
  const long = 'arn:aws:sts::111122223333:assumed-role/team-1/user-1.example';
  const hashes = Array.from(long, (_, i) => {
    const { length } = long;
    return hashOf(1, bytesOf(`${long.slice(0, i)}~${long.slice(i + 1)}`), 0, length);
  });

  expect(new Set(hashes).size).toBe(long.length);
});
