import { type Notifier, type Teller, MetricName, tellAlert } from '@trailbell/alerting';
import { type EventEnvelope, eventKeyOf } from '@trailbell/cloudtrail-types';
import { type Telemetry } from '@trailbell/lambda-kit';
import { ROUTE, alertAbout } from './alert-about.ts';
import { type Restart } from './restart-trail.ts';

export interface TellingOfEvents {
  readonly notifier: Notifier;
  readonly teller: Teller;
  readonly telemetry: Telemetry;
}

/** Nobody was told of an event now. It has to come again. */
export class NobodyToldError extends Error {
  override readonly name = 'NobodyToldError';
}

/** Tells people of an event, once, however often it comes. Rejects when it has to come again. */
export async function tellOfEvent(event: EventEnvelope, restart: Restart, telling: TellingOfEvents): Promise<void> {
  const { notifier, teller, telemetry } = telling;
  const eventKey = eventKeyOf(event);

  const stored = await teller.store.decide(alertAbout(event, restart), ROUTE);
  const outcome = await tellAlert(stored, notifier, teller);

  switch (outcome.kind) {
    case 'told':
      telemetry.count(MetricName.AlertDelivered);
      telemetry.log.info('people were told', { eventKey, receipt: outcome.receipt });
      if (outcome.unmarked) {
        telemetry.count(MetricName.DeliveryUnmarked);
        telemetry.log.error('the table could not be told so; people may be told once more', {
          eventKey,
          error: outcome.unmarked,
        });
      }
      break;
    case 'already-told':
      telemetry.log.debug('people were told before', { eventKey });
      break;
    case 'held':
      throw new NobodyToldError(`another invocation is telling of event ${eventKey}. Come again, to see that it did`);
    case 'failed':
      telemetry.count(MetricName.DeliveryFailed);
      throw new NobodyToldError(`nobody could be told of event ${eventKey} now`, { cause: outcome.error });
  }
}
