import { describe, expect, test } from '@jest/globals';
import { type AlertStore } from '@trailbell/alerting';
import { tellerIn } from './teller-in.ts';

const store = {} as AlertStore; // nothing is asked of it

describe('claims taken in an invocation', () => {
  test('outlive it, so that whoever takes one over takes it from a process that is gone', () => {
    const deadline = Date.now() + 30_000;

    const { now, leaseMs } = tellerIn({ deadline }, { app: 'alert-lambda', store });

    expect(now() + leaseMs).toBeGreaterThan(deadline);
  });

  test('end before what was put off for a minute is tried again', () => {
    const { leaseMs } = tellerIn({ deadline: Date.now() + 30_000 }, { app: 'alert-lambda', store });

    expect(leaseMs).toBeLessThan(60_000);
  });

  test('hold for a while even when the deadline has passed', () => {
    expect(tellerIn({ deadline: Date.now() - 1_000 }, { app: 'alert-lambda', store }).leaseMs).toBeGreaterThan(0);
  });
});
