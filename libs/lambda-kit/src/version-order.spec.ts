import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRequire } from 'node:module';
import { gte } from './version-order.ts';

// What the bundle leaves out; X-Ray brings it.
const semver = createRequire(createRequire(import.meta.url).resolve('aws-xray-sdk-core'))('semver') as {
  gte: typeof gte;
};

const release = fc
  .tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 }), fc.nat({ max: 30 }))
  .map((numbers) => numbers.join('.'));

test('orders releases as semver does', () => {
  fc.assert(
    fc.property(release, release, (left, right) => {
      expect(gte(left, right)).toBe(semver.gte(left, right));
    }),
  );
});

test('knows the versions that Node says of itself', () => {
  expect(gte(process.version, '24.0.0')).toBe(true);
  expect(gte(process.versions.node, '8.0.0')).toBe(true);
  expect(gte('7.10.1', '8.0.0')).toBe(false);
});
