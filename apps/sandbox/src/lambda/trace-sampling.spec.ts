import { expect, test } from '@jest/globals';
import { traceSampling } from './trace-sampling.ts';

test('traces the first invocation of each second, and one in twenty of the others', () => {
  let now = 0;
  const sampled = traceSampling(() => now);
  const inASecond = (invocations: number) => {
    now += 1_000;
    return Array.from({ length: invocations }, sampled).filter(Boolean).length;
  };

  expect(inASecond(1)).toBe(1);
  expect(inASecond(0)).toBe(0);
  expect(inASecond(20)).toBe(1);
  expect(inASecond(1)).toBe(1);
  expect(inASecond(2)).toBe(2); // the twentieth of the others
  expect(inASecond(201)).toBe(11);
});
