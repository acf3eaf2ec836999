import { type Telling, MetricName } from '@trailbell/alerting';
import { type Telemetry } from '@trailbell/lambda-kit';

/** Says how the lines of a digest ended: one line of the log for each way, however many alerts went it. */
export function reportTellings(tellings: readonly Telling[], { log, count }: Telemetry): void {
  const told = tellings.filter((telling) => telling.kind === 'told');
  const failed = tellings.filter((telling) => telling.kind === 'failed');
  const unmarked = told.flatMap(({ unmarked }) => unmarked ?? []);

  if (told.length > 0) {
    count(MetricName.DigestTold);
    count(MetricName.AlertDelivered, told.length);
    log.info('digest told', { alerts: told.length, receipt: told[0]?.receipt });
  }
  if (unmarked.length > 0) {
    count(MetricName.DeliveryUnmarked, unmarked.length);
    logEach(unmarked, (alerts, error) => {
      log.error('people were told, but the table could not be told so; a later digest may tell them once more', {
        alerts,
        error,
      });
    });
  }
  if (failed.length > 0) {
    count(MetricName.DeliveryFailed, failed.length);
    logEach(
      failed.map(({ error }) => error),
      (alerts, error) => {
        log.warn('alerts could not be told in this digest; their messages go back to the queue', { alerts, error });
      },
    );
  }
}

/** When one thing fails for all lines, it is logged once. */
function logEach(errors: readonly Error[], write: (alerts: number, error: Error | undefined) => void): void {
  for (const alike of Map.groupBy(errors, ({ message }) => message).values()) {
    write(alike.length, alike[0]);
  }
}
