import {
  type IncidentStore,
  type JoinedAlert,
  type Receipt,
  type StoredAlert,
  type Teller,
  LONGEST_WAIT_MS,
  MetricName,
  NotToldError,
  alertKeyOf,
} from '@trailbell/alerting';
import { type Facts, type Telemetry } from '@trailbell/lambda-kit';
import { type Delivery, type DeliveryOutcome, joins } from './delivery.ts';

/** Deliveries of one alert that are still to be made. */
export interface Remainder {
  readonly deliveries: readonly string[];
  /** Of these, those that were made, and what was answered: only the table is still to be told so. */
  readonly receipts: Readonly<Record<string, Receipt>>;
  /** How long to wait before they are tried again: the longest that any of them asks for. */
  readonly waitMs: number;
}

export interface Delivering {
  readonly teller: Teller;
  readonly incidents: IncidentStore;
  readonly telemetry: Telemetry;
}

/** How soon the root of an incident is told, as a rule. */
const ROOT_TOLD_MS = 5_000;
/** How soon what failed, or is in other hands, is worth another try. */
const TRY_AGAIN_MS = 60_000;

/** Makes these deliveries, each by itself: none waits for another, or fails with it. Answers what is left to do. */
export async function deliverAlert(
  stored: StoredAlert,
  deliveries: readonly Delivery[],
  { teller, incidents, telemetry }: Delivering,
): Promise<Remainder | undefined> {
  const placed = await joined(stored, incidents);
  const left = await Promise.all(
    deliveries.map(async (delivery) => {
      const telling = await delivery.deliver(placed, { ...teller, incidents });
      report(telling, { ...alertKeyOf(stored.alert), delivery: delivery.id }, telemetry);
      if (telling.kind === 'told' && delivery.toPeople) {
        telemetry.measure(MetricName.DeliveryLatency, teller.now() - Date.parse(stored.alert.eventTime));
      }
      return waitsFor(telling, delivery.id);
    }),
  );
  const waiting = left.filter((delivery) => delivery !== undefined);

  return waiting.length === 0
    ? undefined
    : {
        deliveries: waiting.map(({ id }) => id),
        receipts: Object.fromEntries(
          waiting.flatMap(({ id, receipt }) => (receipt === undefined ? [] : [[id, receipt]])),
        ),
        waitMs: Math.max(...waiting.map(({ waitMs }) => waitMs)),
      };
}

async function joined(stored: StoredAlert, incidents: IncidentStore): Promise<StoredAlert | JoinedAlert> {
  const { alert, incident } = stored;
  return incident && joins(stored) ? { ...stored, incident, joined: await incidents.join(incident, alert) } : stored;
}

interface Waiting {
  readonly id: string;
  readonly waitMs: number;
  readonly receipt?: Receipt;
}

function waitsFor(telling: DeliveryOutcome, id: string): Waiting | undefined {
  const waitMs = waitMsAfter(telling);
  return waitMs === undefined
    ? undefined
    : { id, waitMs, ...(telling.kind === 'told' && { receipt: telling.receipt }) };
}

/** How long to wait before this is tried again; `undefined` when it is done. */
export function waitMsAfter(telling: DeliveryOutcome): number | undefined {
  switch (telling.kind) {
    case 'told':
      return telling.unmarked && TRY_AGAIN_MS;
    case 'already-told':
    case 'nothing-new':
    case 'noted':
      return undefined;
    case 'too-early':
      return ROOT_TOLD_MS;
    case 'held':
      return TRY_AGAIN_MS;
    case 'failed':
      return waitMsAfterFailure(telling);
  }
}

function waitMsAfterFailure({ error, retryAfterMs = 0 }: Extract<DeliveryOutcome, { kind: 'failed' }>): number {
  return isBlocked(error) ? LONGEST_WAIT_MS : Math.max(TRY_AGAIN_MS, retryAfterMs);
}

function report(telling: DeliveryOutcome, facts: Facts, { log, count }: Telemetry): void {
  switch (telling.kind) {
    case 'told':
      count(MetricName.AlertDelivered);
      log.info('alert delivered', { ...facts, receipt: telling.receipt });
      reportUnmarked(telling.unmarked, facts, { log, count });
      break;
    case 'already-told':
      log.debug('alert was delivered before', facts);
      break;
    case 'nothing-new':
      count(MetricName.AlertGrouped);
      log.debug('alert adds nothing to its incident but to its count', facts);
      break;
    case 'noted':
      log.debug('alert is counted for the digest', facts);
      break;
    case 'too-early':
      log.info('the incident this alert joined is not told yet; waiting for that', facts);
      break;
    case 'held':
      log.info('another invocation is delivering this alert; looking again later whether it did', facts);
      break;
    case 'failed':
      countFailure(telling.error, { count });
      log.warn('alert could not be delivered now', { ...facts, error: telling.error });
      break;
  }
}

export function countFailure(error: Error, { count }: Pick<Telemetry, 'count'>): void {
  count(MetricName.DeliveryFailed);
  if (isBlocked(error)) {
    count(MetricName.DeliveryBlocked);
  }
}

/** Whether trying again is in vain until somebody mends something. */
function isBlocked(error: Error): boolean {
  return error instanceof NotToldError && (error.kind === 'misconfigured' || error.kind === 'refused');
}

function reportUnmarked(
  error: Error | undefined,
  facts: Facts,
  { log, count }: Pick<Telemetry, 'log' | 'count'>,
): void {
  if (error) {
    count(MetricName.DeliveryUnmarked);
    log.error('people were told, but the table could not be told so; it is told later', {
      ...facts,
      error,
    });
  }
}
