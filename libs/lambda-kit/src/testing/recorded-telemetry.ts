import { type MetricName } from '@trailbell/alerting';
import { type Dimensions, type Facts, type Telemetry } from '../telemetry.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: Facts;
}

export interface Measure {
  readonly metric: MetricName;
  readonly milliseconds: number;
  readonly by: Dimensions;
}

/** Telemetry for specs: keeps what a use case logged and counted. */
export interface RecordedTelemetry extends Telemetry {
  readonly lines: readonly LogLine[];
  readonly counts: ReadonlyMap<MetricName, number>;
  readonly measures: readonly Measure[];
}

export function recordedTelemetry(): RecordedTelemetry {
  const lines: LogLine[] = [];
  const counts = new Map<MetricName, number>();
  const measures: Measure[] = [];
  const record =
    (level: LogLine['level']) =>
    (message: string, facts: Facts = {}): void => {
      lines.push({ level, message, facts });
    };
  return {
    lines,
    counts,
    measures,
    log: { debug: record('debug'), info: record('info'), warn: record('warn'), error: record('error') },
    count: (metric, times = 1) => {
      counts.set(metric, (counts.get(metric) ?? 0) + times);
    },
    measure: (metric, milliseconds, by = {}) => {
      measures.push({ metric, milliseconds, by });
    },
  };
}
