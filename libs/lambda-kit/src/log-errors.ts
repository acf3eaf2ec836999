import { type MiddlewareObj } from '@middy/core';
import { MetricName } from '@trailbell/alerting';
import { type Telemetry } from './telemetry.ts';

/** Logs what made an invocation fail, once, with all that led to it. Middy throws it on, so that Lambda tries again. */
export function logErrors({ log, count }: Telemetry): MiddlewareObj {
  return {
    onError: ({ error }) => {
      log.error('the invocation failed; Lambda tries it again, then hands it to the dead-letter queue', { error });
      count(MetricName.InvocationFailed);
    },
  };
}
