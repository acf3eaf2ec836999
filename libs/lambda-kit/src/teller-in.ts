import { type Teller } from '@trailbell/alerting';
import { type Invocation } from './define-handler.ts';

/** How far the clocks of two Lambda hosts may be apart. */
const CLOCK_SKEW_MS = 5_000;

/**
 * Who tells in this invocation. Its claims hold until the deadline and a little longer: Lambda ends the process there, so
 * whoever takes a claim over takes it over from a process that is gone.
 */
export function tellerIn({ deadline }: Invocation, { app, store }: Pick<Teller, 'app' | 'store'>): Teller {
  return { app, store, now: Date.now, leaseMs: Math.max(deadline - Date.now(), 0) + CLOCK_SKEW_MS };
}
