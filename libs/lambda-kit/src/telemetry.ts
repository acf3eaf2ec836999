import { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { type MetricName } from '@trailbell/alerting';
import { describeError } from './describe-error.ts';

/** What a line of the log tells beside its message: ids, counts, names, and an `error`. Never an event, never a secret. */
export type Facts = Readonly<Record<string, unknown>>;

export interface Log {
  debug(message: string, facts?: Facts): void;
  info(message: string, facts?: Facts): void;
  warn(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
}

/** What a metric is told apart by, beside the lambda: few values, since CloudWatch takes money for each. */
export type Dimensions = Readonly<Record<string, string>>;

/** How a use case tells operators what it did. It knows nothing of Powertools. */
export interface Telemetry {
  readonly log: Log;
  readonly count: (metric: MetricName, times?: number, by?: Dimensions) => void;
  /** How long something took, in milliseconds. */
  readonly measure: (metric: MetricName, milliseconds: number, by?: Dimensions) => void;
}

/** Telemetry with the Powertools behind it: for `main.ts` and `defineHandler` alone. Names and levels come from POWERTOOLS_*. */
export interface LambdaTelemetry extends Telemetry {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  /** Traces the calls of this SDK client. */
  readonly traced: <Client>(client: Client) => Client;
}

export function createTelemetry(): LambdaTelemetry {
  const logger = new Logger();
  const metrics = new Metrics();
  const tracer = new Tracer();
  return {
    logger,
    metrics,
    tracer,
    traced: (client) => tracer.captureAWSv3Client(client),
    log: logThrough(logger),
    count: (metric, times = 1, by = {}) => {
      dimensioned(metrics, by).addMetric(metric, MetricUnit.Count, times);
    },
    measure: (metric, milliseconds, by = {}) => {
      dimensioned(metrics, by).addMetric(metric, MetricUnit.Milliseconds, milliseconds);
    },
  };
}

/** Metrics of one invocation share their dimensions; one with dimensions of its own is written by itself. */
function dimensioned(metrics: Metrics, by: Dimensions): Metrics {
  return Object.keys(by).length === 0 ? metrics : metrics.singleMetric().addDimensions(by);
}

/** Powertools prints every own property of an error, so errors are described by ourselves. */
function logThrough(logger: Pick<Logger, keyof Log>): Log {
  return {
    debug: (message, facts) => {
      logger.debug(message, printable(facts));
    },
    info: (message, facts) => {
      logger.info(message, printable(facts));
    },
    warn: (message, facts) => {
      logger.warn(message, printable(facts));
    },
    error: (message, facts) => {
      logger.error(message, printable(facts));
    },
  };
}

function printable(facts: Facts = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, fact instanceof Error ? describeError(fact) : fact]),
  );
}
