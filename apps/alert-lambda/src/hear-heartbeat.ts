import { MetricName } from '@trailbell/alerting';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type Telemetry } from '@trailbell/lambda-kit';

export interface HearingHeartbeats {
  /** Says in the guard's region that this region was heard. */
  readonly passOn: (region: string) => Promise<void>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly telemetry: Telemetry;
}

/**
 * Counts a collector's heartbeat with the time it took from the call to here, and passes it on to the guard's region, where
 * an alarm waits for it. Never rejects: a beat that cannot be passed on is not tried again, since the next one is soon
 * and silence is what rings.
 */
export async function hearHeartbeat(
  { region, time }: EventEnvelope,
  { passOn, now, telemetry }: HearingHeartbeats,
): Promise<void> {
  telemetry.measure(MetricName.HeartbeatLatency, now() - Date.parse(time), { region });
  try {
    await passOn(region);
  } catch (error) {
    telemetry.log.warn("a heartbeat could not be passed on to the guard's region", { region, error });
  }
}
