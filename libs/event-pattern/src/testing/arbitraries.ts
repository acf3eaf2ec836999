import fc from 'fast-check';
import { type JsonTree } from './json-tree.ts';

/*
 * Patterns and events of few names and few values, so that they meet: with what the rules of the service are about (quotes,
 * case beyond ASCII, halves of surrogate pairs, numbers a double cannot hold, addresses and what looks like them, dots).
 */

/** The first often, so that patterns and events meet. */
const NAMES = [
  ...Array<string>(6).fill('a'),
  ...Array<string>(6).fill('b'),
  'c',
  'c',
  'c',
  'a.b',
  'b.c',
  'a.a',
  'abcdabcd',
  'abcdabce',
  'é',
  '',
  'a.',
  '.',
  'a"',
];
const TEXTS = [
  ...['', 'a', 'b', 'A', 'ab', 'aB', 'ba', 'aab', 'abab', 'a*b', 'a\\b', '"', 'a"', '"b', 'é', 'É', 'ß', 'SS', 'ss'],
  ...['K', 'k', 'ς', 'σ', 'Σ', '大', '😀', '??', '\ud83d', 'a\nb', 'true', '1', '10.0.0.1', '010.0.0.1', '10.0.0.255'],
  // Alike but for one place, as long as several words: strings are compared by words.
  ...['abcdabcd', 'abcdabce', 'bbcdabcd', 'abcdabcdab', 'a'.repeat(130), `${'a'.repeat(129)}b`],
  ...['18.52.86.120', '::1', '0:0:0:0:0:0:0:1', '::ffff:a00:1', 'a00:1:5::', '2001:db8::1', '10.0.0.1 ', '12:30'],
];
const NUMBERS = [
  ...['0', '-0', '1', '1.0', '10e-1', '-1', '5', '12345678', '1E3', '1000', '0.1', '9007199254740993', '1e400'],
  ...['12345678901234567890', '3.0000000000000001', '5e-324', '4.9e-324', '5.5', '-100'],
];
const COMPARABLE = ['0', '1', '1.0', '-1', '5', '12345678', '1000', '0.1', '5.5', '-100', '1E3'];
const WILDCARDS = ['*', 'a*', '*b', 'a*b', '*a*', 'a\\*b', 'a\\\\b', '', 'ab', '*"', 'é*', '*大', '1*'];
const NETWORKS = ['10.0.0.0/8', '10.0.0.0/24', '0.0.0.0/0', '::/0', '2001:db8::/32', '18.0.0.0/8', '::ffff:a00:0/8', 'a00::/8', '16.0.0.0/4']; // prettier-ignore

const one = (texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const string = one(TEXTS).map((text): JsonTree => ({ kind: 'string', text }));
const stringOf = (texts: readonly string[]) => one(texts).map((text): JsonTree => ({ kind: 'string', text }));
const number = one(NUMBERS).map((text): JsonTree => ({ kind: 'number', text }));
const comparable = one(COMPARABLE).map((text): JsonTree => ({ kind: 'number', text }));
const literal = one(['true', 'false', 'null']).map((text): JsonTree => ({ kind: 'literal', text }));
const boolean = one(['true', 'false']).map((text): JsonTree => ({ kind: 'literal', text }));
const scalar = fc.oneof({ weight: 4, arbitrary: string }, { weight: 3, arbitrary: number }, literal);

function operator(name: string, operand: fc.Arbitrary<JsonTree>): fc.Arbitrary<JsonTree> {
  return operand.map((value) => ({ kind: 'object', fields: [[name, value]] }));
}

function listOf(item: fc.Arbitrary<JsonTree>, maxLength: number): fc.Arbitrary<JsonTree> {
  return fc.array(item, { minLength: 1, maxLength }).map((items) => ({ kind: 'array', items }));
}

const oneOrMore = (item: fc.Arbitrary<JsonTree>): fc.Arbitrary<JsonTree> => fc.oneof(item, listOf(item, 3));
const filled = stringOf(TEXTS.filter((text) => text !== ''));
const ignoringCase = operator('equals-ignore-case', string);

const comparison = fc.oneof(
  fc.tuple(stringOf(['=', '<', '<=', '>', '>=']), comparable),
  fc
    .tuple(stringOf(['>', '>=']), comparable, stringOf(['<', '<=']), comparable)
    .filter(([, low, , high]) => Number(textOf(low)) < Number(textOf(high))),
);

function textOf(tree: JsonTree): string {
  return tree.kind === 'object' || tree.kind === 'array' ? '' : tree.text;
}

const condition: fc.Arbitrary<JsonTree> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  operator('prefix', fc.oneof(string, ignoringCase)),
  operator('suffix', fc.oneof(string, ignoringCase)),
  ignoringCase,
  operator('exactly', string),
  operator('wildcard', stringOf(WILDCARDS)),
  operator('exists', boolean),
  operator('exists', boolean),
  operator('cidr', stringOf(NETWORKS)),
  operator(
    'numeric',
    comparison.map((items) => ({ kind: 'array', items })),
  ),
  operator('anything-but', fc.oneof(oneOrMore(string), oneOrMore(comparable))),
  operator('anything-but', operator('prefix', oneOrMore(filled))),
  operator('anything-but', operator('suffix', oneOrMore(filled))),
  operator('anything-but', operator('equals-ignore-case', oneOrMore(string))),
  operator('anything-but', operator('wildcard', oneOrMore(stringOf(WILDCARDS)))),
);

const conditions = listOf(condition, 3);

function objectOf(
  field: fc.Arbitrary<readonly [string, JsonTree]>,
  [minLength, maxLength]: readonly [number, number],
): fc.Arbitrary<JsonTree> {
  return fc.array(field, { minLength, maxLength }).map((fields) => ({ kind: 'object', fields }));
}

/** Patterns the service takes; `$or` at any depth. */
export const pattern: fc.Arbitrary<JsonTree> = fc.letrec<{ object: JsonTree; field: readonly [string, JsonTree] }>(
  (tie) => ({
    object: objectOf(tie('field'), [1, 2]),
    field: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'pattern' },
      { weight: 5, arbitrary: fc.tuple(one(NAMES), conditions) },
      { weight: 2, arbitrary: fc.tuple(one(NAMES), tie('object')) },
      {
        weight: 1,
        arbitrary: fc.tuple(
          fc.constant('$or'),
          fc.array(tie('object'), { minLength: 2, maxLength: 3 }).map((items): JsonTree => ({ kind: 'array', items })),
        ),
      },
    ),
  }),
).object;

/** Events: names that come twice, arrays in arrays, values of every kind. */
export const event: fc.Arbitrary<JsonTree> = fc.letrec<{
  object: JsonTree;
  array: JsonTree;
  value: JsonTree;
  field: readonly [string, JsonTree];
}>((tie) => ({
  object: objectOf(tie('field'), [0, 4]),
  array: fc.array(tie('value'), { maxLength: 3 }).map((items) => ({ kind: 'array', items })),
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'event' },
    { weight: 4, arbitrary: scalar },
    { weight: 2, arbitrary: tie('array') },
    { weight: 3, arbitrary: tie('object') },
  ),
  field: fc.tuple(one(NAMES), tie('value')),
})).object;

/** Whether the event says the same after `JSON.parse`: no name twice, no number that is spelled otherwise afterwards. */
export function survivesParsing(tree: JsonTree): boolean {
  switch (tree.kind) {
    case 'object': {
      const names = tree.fields.map(([name]) => name);
      return new Set(names).size === names.length && tree.fields.every(([, value]) => survivesParsing(value));
    }
    case 'array':
      return tree.items.every(survivesParsing);
    case 'number':
      return COMPARABLE.includes(tree.text) && String(Number(tree.text)) === tree.text;
    case 'string':
    case 'literal':
      return true;
  }
}

/** Whether each path is written once only, as a service writes events. */
export function writesPathsOnce(tree: JsonTree): boolean {
  switch (tree.kind) {
    case 'object': {
      const names = tree.fields.map(([name]) => name);
      return (
        new Set(names).size === names.length &&
        tree.fields.every(([name, value]) => name !== '' && !name.includes('.') && writesPathsOnce(value))
      );
    }
    case 'array':
      return tree.items.every(writesPathsOnce);
    case 'string':
    case 'number':
    case 'literal':
      return true;
  }
}
