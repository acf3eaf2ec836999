import { describe, expect, test } from '@jest/globals';
import { type Outcome, outcomeOf } from './outcome.ts';
import { type CloudTrailRecord } from './record.ts';
import { outcomeShapes } from './testing/outcome-shapes.ts';
import { withoutField } from './testing/without-field.ts';

const KINDS = Object.keys({ succeeded: true, denied: true, failed: true, unknown: true } satisfies Record<
  Outcome['kind'],
  true
>) as Outcome['kind'][];

describe('whether a call succeeded', () => {
  test.each(outcomeShapes)('$shape: $why', ({ record, outcome }) => {
    expect(outcomeOf(record as CloudTrailRecord)).toEqual(outcome);
  });

  test.each(outcomeShapes.filter(({ from }) => from.length > 0))(
    '$shape is told from $from',
    ({ record, outcome, from }) => {
      expect(outcomeOf(from.reduce(withoutField, record) as CloudTrailRecord)).not.toEqual(outcome);
    },
  );

  test.each(KINDS.flatMap((one, index) => KINDS.slice(index + 1).map((other) => [one, other] as const)))(
    'the table notices when %s and %s are swapped',
    (one, other) => {
      const swapped = new Map([
        [one, other],
        [other, one],
      ]);

      const wrong = outcomeShapes.filter(({ record, outcome }) => {
        const { kind } = outcomeOf(record);
        return (swapped.get(kind) ?? kind) !== outcome.kind;
      });

      expect(new Set(wrong.map(({ outcome }) => outcome.kind))).toEqual(new Set([one, other]));
    },
  );

  test.each([{ errorCode: 200 }, { errorCode: {} }, { responseElements: 'null' }, { eventName: 5 }, {}])(
    'the odd record %j is answered, not thrown at',
    (record) => {
      expect(KINDS).toContain(outcomeOf(record as unknown as CloudTrailRecord).kind);
    },
  );
});
