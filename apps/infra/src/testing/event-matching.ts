import fc from 'fast-check';
import { type Condition, type Pattern, matches } from '@trailbell/event-pattern';

/** Fields that no pattern names. Made once: fast-check takes its time to make such a text. */
const others = fc.dictionary(fc.stringMatching(/^x[a-z]{1,4}$/), fc.string());

/** Events that a pattern of the catalogue lets through, with fields beside those it names. */
export function eventMatching({ $or: branches, ...fields }: Pattern): fc.Arbitrary<object> {
  const named = Object.entries(fields).map(([field, wanted]) => [field, fieldMatching(wanted)] as const);
  const branch =
    branches === undefined ? fc.constant({}) : fc.oneof(...(branches as readonly Pattern[]).map(eventMatching));
  return fc
    .tuple(others, fc.record(Object.fromEntries(named)), branch)
    .map(([beside, all, one]) => ({ ...beside, ...merged(withoutAbsent(all), one) }));
}

const ABSENT = Symbol('absent');

function fieldMatching(wanted: unknown): fc.Arbitrary<unknown> {
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
    case 'wildcard':
      return fc.string().map((rest) => String(operand).replaceAll('*', () => rest));
    case 'anything-but':
      return fc.string().filter((value) => matches({ value: [condition] }, { value }));
    case 'numeric':
      return fc.integer({ min: -1_000, max: 1_000 }).filter((value) => matches({ value: [condition] }, { value }));
    default:
      throw new Error(`eventMatching does not know ${operator} yet`);
  }
}

/** A branch of `$or` beside the fields that hold for every branch. */
function merged(all: object, branch: object): object {
  const fields = new Map<string, unknown>(Object.entries(all));
  for (const [field, value] of Object.entries(branch)) {
    const before = fields.get(field);
    fields.set(field, isObject(before) && isObject(value) ? merged(before, value) : value);
  }
  return Object.fromEntries(fields);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function withoutAbsent(named: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== ABSENT));
}
