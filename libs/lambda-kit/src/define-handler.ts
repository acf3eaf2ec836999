import middy from '@middy/core';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import type * as z from 'zod';
import { logErrors } from './log-errors.ts';
import { readInvocation } from './read-invocation.ts';
import { type LambdaTelemetry } from './telemetry.ts';

export interface Invocation {
  /** Epoch milliseconds at which Lambda ends this invocation, process and all. */
  readonly deadline: number;
}

interface HandlerDefinition<Event, Result> {
  /** What the lambda is invoked with. Anything else is refused before `handle` sees it. */
  readonly event: z.ZodType<Event>;
  readonly handle: (event: Event, invocation: Invocation) => Promise<Result>;
}

/**
 * The one stack every handler of ours wears. The order matters: what is first wraps the rest, so an event that cannot be
 * read is still traced, logged and counted, and an error is logged while the keys of its invocation are still there.
 */
export function defineHandler<Event, Result>(
  telemetry: LambdaTelemetry,
  { event: schema, handle }: HandlerDefinition<Event, Result>,
) {
  return (
    middy<unknown, Result>({
      // An early timeout would answer while the use case goes on in a frozen process, which could tell somebody after its
      // lease ended. Lambda's own timeout ends the process.
      timeoutEarlyInMillis: 0,
    })
      .use(captureLambdaHandler(telemetry.tracer, { captureResponse: false }))
      // Never the event: it holds what attackers wrote, and now and then a credential.
      .use(injectLambdaContext(telemetry.logger, { resetKeys: true, logEvent: false }))
      .use(logMetrics(telemetry.metrics, { captureColdStartMetric: true }))
      .use(logErrors(telemetry))
      .handler(async (event, context) =>
        handle(readInvocation(schema, event), { deadline: Date.now() + context.getRemainingTimeInMillis() }),
      )
  );
}
