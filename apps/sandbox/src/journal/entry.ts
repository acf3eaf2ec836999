import { type EventEnvelope, CloudTrailRecord, actorOf, eventKeyOf, sourceOf } from '@trailbell/cloudtrail-types';
import { type FateKind, type Step, type TimelineAlert, type TimelineEvent } from '../page-api.ts';

/** An event that came in, and what happened to it so far. */
export interface Entry {
  readonly id: number;
  readonly eventKey: string;
  readonly envelope: EventEnvelope;
  readonly summary: Summary;
  readonly steps: Step[];
  /** Deliveries and invocations that are not over. */
  open: number;
  /** Whether something other than a bus was sent it. */
  delivered: boolean;
  heldBack: string | undefined;
  gaveUp: string | undefined;
  fate: FateKind;
}

type Summary = Omit<TimelineEvent, 'id' | 'eventKey' | 'fate' | 'reason' | 'alerts' | 'steps'>;

export interface Arrival {
  readonly id: number;
  readonly envelope: EventEnvelope;
  readonly receivedAt: string;
  readonly outsideEnvironment: boolean;
}

export function entryOf({ id, envelope, receivedAt, outsideEnvironment }: Arrival): Entry {
  const record = CloudTrailRecord.safeParse(envelope.detail).data ?? {};
  return {
    id,
    eventKey: eventKeyOf(envelope),
    envelope,
    summary: {
      eventTime: envelope.time,
      receivedAt,
      eventSource: record.eventSource ?? envelope.source,
      eventName: record.eventName ?? envelope['detail-type'],
      account: envelope.account,
      region: envelope.region,
      actor: actorOf(record).name,
      source: sourceOf(record).text,
      ...(typeof record.errorCode === 'string' && { errorCode: record.errorCode }),
      outsideEnvironment,
    },
    steps: [],
    open: 0,
    delivered: false,
    heldBack: undefined,
    gaveUp: undefined,
    fate: 'in-flight',
  };
}

/** What became of it, as far as is known. */
export function fateOf({ open, gaveUp, delivered, heldBack }: Entry, alerts: readonly TimelineAlert[]): FateKind {
  if (alerts.length > 0) {
    return 'alerts';
  }
  if (open > 0) {
    return 'in-flight';
  }
  if (gaveUp !== undefined) {
    return 'dead-lettered';
  }
  if (delivered) {
    return 'quiet';
  }
  return heldBack === undefined ? 'unmatched' : 'held-back';
}

export function timelineEvent(entry: Entry, alerts: readonly TimelineAlert[]): TimelineEvent {
  const reason = entry.fate === 'held-back' ? entry.heldBack : entry.gaveUp;
  return {
    id: entry.id,
    eventKey: entry.eventKey,
    ...entry.summary,
    fate: entry.fate,
    ...(reason !== undefined && { reason }),
    alerts,
    steps: entry.steps,
  };
}
