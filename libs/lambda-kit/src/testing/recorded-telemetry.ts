import { type MetricName } from '@trailbell/alerting';
import { type Facts, type Telemetry } from '../telemetry.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: Facts;
}

/** Telemetry for specs: keeps what a use case logged and counted. */
export interface RecordedTelemetry extends Telemetry {
  readonly lines: readonly LogLine[];
  readonly counts: ReadonlyMap<MetricName, number>;
}

export function recordedTelemetry(): RecordedTelemetry {
  const lines: LogLine[] = [];
  const counts = new Map<MetricName, number>();
  const record =
    (level: LogLine['level']) =>
    (message: string, facts: Facts = {}): void => {
      lines.push({ level, message, facts });
    };
  return {
    lines,
    counts,
    log: { debug: record('debug'), info: record('info'), warn: record('warn'), error: record('error') },
    count: (metric, times = 1) => {
      counts.set(metric, (counts.get(metric) ?? 0) + times);
    },
  };
}
