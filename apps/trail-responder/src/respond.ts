import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type Restarting, restartTrail } from './restart-trail.ts';
import { type TellingOfEvents, tellOfEvent } from './tell-of-event.ts';

/**
 * Restarts a stopped trail, or says that it would have, and tells people, once. An event that comes again restarts again,
 * which is harmless, and tells nobody twice.
 */
export async function respond(event: EventEnvelope, restarting: Restarting, telling: TellingOfEvents): Promise<void> {
  const { log } = telling.telemetry;
  const restart = await restartTrail(event, restarting);
  if (!restart) {
    log.info('the trail was not stopped: the call was denied');
    return;
  }
  if (restart.kind === 'failed') {
    log.error('the trail could not be restarted', { trail: restart.trail, error: restart.error });
  }
  await tellOfEvent(event, restart, telling);
}
