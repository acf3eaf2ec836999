import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { actorShapes } from './testing/actor-shapes.ts';
import { readMutations } from './testing/mutations.ts';
import { outcomeShapes } from './testing/outcome-shapes.ts';
import { sampleRecords } from './testing/sample-records.ts';

const lines = [...actorShapes, ...outcomeShapes]
  .map(({ record }) => ({ eventID: 'e-1', ...record }))
  .concat(sampleRecords(20) as { eventID: string }[])
  .map((record) => JSON.stringify(record));

describe('mutated records', () => {
  test('never make the reader or a reading function throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        expect(await readMutations(lines, 50_000, seed)).toBeGreaterThan(0);
      }),
      { numRuns: 10 },
    );
  });
});
