import {
  CALM_MINUTES,
  type Errand,
  type Notifier,
  type QueuedCalm,
  type QueuedStorm,
  type Route,
  type StormStore,
  type ToldStorm,
  queuedCalmOf,
  tellCalm,
  tellStorm,
} from '@trailbell/alerting';
import { type Delivering, countFailure, waitMsAfter } from './deliver-alert.ts';

export interface TellingStorms extends Pick<Delivering, 'teller' | 'telemetry'> {
  readonly storms: StormStore;
  /** Those that tell people on a route. */
  readonly notifiersOn: (route: Route) => readonly Notifier[];
  readonly putOff: (errand: Errand, waitMs: number) => Promise<void>;
}

/** Tells what a storm comes to by now, and has it looked at again when it may be over. Answers how long to wait before what is left to do. */
export async function tellOfStorm({ storm, route }: QueuedStorm, telling: TellingStorms): Promise<number | undefined> {
  const told = await tellStorm(storm, route, stormTeller(route, telling));
  const waitMs = waitAfter(storm, told, telling);
  if (waitMs === undefined) {
    await telling.putOff(queuedCalmOf(storm, route, told.state.revision), CALM_MINUTES * 60_000);
  }
  return waitMs;
}

/** Tells that calm returned, unless the storm went on meanwhile. */
export async function tellOfCalm(calm: QueuedCalm, telling: TellingStorms): Promise<number | undefined> {
  const told = await tellCalm(calm, stormTeller(calm.route, telling));
  return told === 'not yet' ? undefined : waitAfter(calm.storm, told, telling);
}

function stormTeller(route: Route, { teller, storms, notifiersOn }: TellingStorms) {
  return { ...teller, store: storms, notifiers: notifiersOn(route) };
}

/** The longest that any notifier asks for, where one has not told it. */
function waitAfter(storm: string, { tellings }: ToldStorm, { telemetry }: TellingStorms): number | undefined {
  for (const telling of tellings) {
    if (telling.kind === 'told') {
      telemetry.log.info('people were told of a storm', { storm, receipt: telling.receipt });
    } else if (telling.kind === 'failed') {
      countFailure(telling.error, telemetry);
      telemetry.log.warn('a storm could not be told now', { storm, error: telling.error });
    }
  }
  const waits = tellings.map(waitMsAfter).filter((waitMs) => waitMs !== undefined);
  return waits.length === 0 ? undefined : Math.max(...waits);
}
