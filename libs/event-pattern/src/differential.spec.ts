import { test } from '@jest/globals';
import { compareWithReference } from './testing/differential.ts';

test('the set answers as the plain reference does, whatever stands beside a pattern (a small run)', () => {
  compareWithReference(60);
});
