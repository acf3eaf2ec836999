import { type EventEnvelope } from '@trailbell/cloudtrail-types';

/** An event on its way through the buses. */
export interface EventInFlight {
  readonly envelope: EventEnvelope;
  /** Its entry on the timeline. */
  readonly origin: number | undefined;
  /** Buses it has passed, by ARN, the latest last. */
  readonly passed: readonly string[];
}
