import { expect, test } from '@jest/globals';
import { compareWithReference, PAIRS_A_RUN } from './testing/differential.ts';

/** Here, beside the vectors, because it takes its time: `npm test` makes a small run. */
const RUNS = 1_500;

test('the set answers as the plain reference does on 150,000 pairs, one pattern or many, text, bytes, trusted, object', () => {
  compareWithReference(RUNS);

  expect(RUNS * PAIRS_A_RUN).toBe(150_000);
});
