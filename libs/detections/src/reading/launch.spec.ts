import { expect, test } from '@jest/globals';
import { describeLaunch, isUnusual, isUnusualType, launchOf } from './launch.ts';

test.each([
  'p2.xlarge',
  'g5.xlarge',
  'gr6.4xlarge',
  'trn1.32xlarge',
  'inf2.xlarge',
  'c7i.metal-24xl',
  'm7i.16xlarge',
  'u-6tb1.112xlarge',
])('%s is unusual', (type) => {
  expect(isUnusualType(type)).toBe(true);
});

test.each(['t3.micro', 'm7g.xlarge', 'c6gn.12xlarge', 'r7g.4xlarge', 'i4i.large', 'x2gd.medium', ''])(
  '%s is not',
  (type) => {
    expect(isUnusualType(type)).toBe(false);
  },
);

test('a fleet that may take large machines among small ones is not unusual, one of large ones is', () => {
  expect(isUnusual({ types: ['p5.48xlarge', 'm7i.large'], count: 1 })).toBe(false);
  expect(isUnusual({ types: ['p5.48xlarge', 'p4d.24xlarge'], count: 1 })).toBe(true);
  expect(isUnusual({ types: [], count: 1 })).toBe(false);
  expect(isUnusual({ types: ['t3.micro'], count: 10 })).toBe(true);
});

test('what a template names stands in the answer alone', () => {
  const request = { instancesSet: { items: [{ minCount: 1, maxCount: 2 }] } };
  const response = { instancesSet: { items: [{ instanceType: 'g5.xlarge' }, { instanceType: 'g5.xlarge' }] } };

  expect(launchOf(request, response)).toEqual({ types: ['g5.xlarge'], count: 2 });
  expect(launchOf(null, null)).toEqual({ types: [], count: 1 });
});

test('a launch is told in a few words', () => {
  expect(describeLaunch({ types: ['p5.48xlarge'], count: 1 })).toBe('a machine (p5.48xlarge)');
  expect(describeLaunch({ types: [], count: 12 })).toBe('up to 12 machines');
  expect(describeLaunch({ types: ['a', 'b', 'c', 'd'], count: 20 })).toBe('up to 20 machines (a, b, c and others)');
});
