import { expect, test } from '@jest/globals';
import { type Pattern } from './pattern.ts';
import { warningsOf } from './warnings.ts';

test.each<[string, readonly Pattern[], RegExp]>([
  [
    'wildcards beside ignored case',
    [{ a: [{ wildcard: '*b' }, { 'equals-ignore-case': 's' }] }],
    /^a: wildcards beside/,
  ],
  ['the same over two rules', [{ a: [{ wildcard: '*b' }] }, { a: [{ prefix: { 'equals-ignore-case': 's' } }] }], /^a: wildcards/], // prettier-ignore
  ['text beside an upper bound', [{ a: ['running', { numeric: ['<', 8] }] }], /^a: a numeric upper bound/],
  ['numbers beside networks', [{ a: ['2001:db8::1', 7] }], /^a: networks beside numbers/],
  ['an IPv4 network', [{ a: [{ cidr: '38.0.0.0/8' }] }], /^a: an address or network.*other family/],
  ['an IPv4 address', [{ a: ['10.0.0.1'] }], /^a: an address or network/],
  ['a wide IPv6 network', [{ a: [{ cidr: 'fd00::/8' }] }], /^a: an address or network/],
  ['beyond ASCII beside ignored case', [{ a: [{ 'equals-ignore-case': 'é' }] }], /^a: characters beyond ASCII/],
])('warns of %s', (_, patterns, warning) => {
  expect(warningsOf(patterns)).toEqual([expect.stringMatching(warning)]);
});

test('is silent where event-ruler does not err', () => {
  const fine: readonly Pattern[] = [
    { a: [{ wildcard: 'x*' }], b: [{ 'equals-ignore-case': 'y' }] },
    { c: [{ numeric: ['=', 5] }, 'x'], d: [{ numeric: ['>', 5] }, 'x'], e: [{ cidr: '2001:db8::/32' }] },
  ];

  expect(warningsOf(fine)).toEqual([]);
});
