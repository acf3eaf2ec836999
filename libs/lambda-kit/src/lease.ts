import { type Invocation } from './define-handler.ts';

/** How far the clocks of two Lambda hosts may be apart. */
const CLOCK_SKEW_MS = 5_000;

/**
 * How long a claim taken in this invocation holds. Lambda ends the process at the deadline, so whoever takes a claim over
 * takes it over from a process that is gone.
 */
export function leaseMsFor({ deadline }: Invocation, now: number): number {
  return Math.max(deadline - now, 0) + CLOCK_SKEW_MS;
}
