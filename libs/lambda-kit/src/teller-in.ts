import { type Teller } from '@trailbell/alerting';
import { type Invocation } from './define-handler.ts';

/** How far the clocks of two Lambda hosts may be apart. */
const CLOCK_SKEW_MS = 5_000;

/**
 * How long what this invocation claims is its own, in milliseconds: until the deadline and a little longer. Lambda ends the process
 * there, so whoever takes a claim over takes it over from a process that is gone.
 */
export function leaseIn({ deadline }: Invocation): number {
  return Math.max(deadline - Date.now(), 0) + CLOCK_SKEW_MS;
}

/** Who tells in this invocation. */
export function tellerIn(invocation: Invocation, { app, store }: Pick<Teller, 'app' | 'store'>): Teller {
  return { app, store, now: Date.now, leaseMs: leaseIn(invocation) };
}
