import fc from 'fast-check';
import { type Condition, type Pattern } from '@trailbell/event-pattern';

/** Events that a pattern of the catalogue lets through, with fields beside those it names. */
export function eventMatching(pattern: Pattern): fc.Arbitrary<object> {
  const fields = Object.entries(pattern).map(([field, wanted]) => [field, fieldMatching(field, wanted)] as const);
  return fc
    .tuple(fc.dictionary(fc.stringMatching(/^x[a-z]{1,4}$/), fc.string()), fc.record(Object.fromEntries(fields)))
    .map(([others, named]) => ({ ...others, ...withoutAbsent(named) }));
}

const ABSENT = Symbol('absent');

function fieldMatching(field: string, wanted: unknown): fc.Arbitrary<unknown> {
  if (field === '$or') {
    throw new Error('eventMatching does not know $or yet');
  }
  return Array.isArray(wanted)
    ? fc.oneof(...(wanted as Condition[]).map(valueMatching))
    : eventMatching(wanted as Pattern);
}

function valueMatching(condition: Condition): fc.Arbitrary<unknown> {
  if (typeof condition !== 'object' || condition === null) {
    return fc.constant(condition);
  }
  const [operator, operand] = Object.entries(condition)[0] as [string, unknown];
  switch (operator) {
    case 'exists':
      return operand === true ? fc.string() : fc.constant(ABSENT);
    case 'prefix':
      return fc.string().map((rest) => `${String(operand)}${rest}`);
    case 'suffix':
      return fc.string().map((rest) => `${rest}${String(operand)}`);
    case 'anything-but':
      return fc.string().filter((text) => ![operand].flat().includes(text));
    default:
      throw new Error(`eventMatching does not know ${operator} yet`);
  }
}

function withoutAbsent(named: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== ABSENT));
}
