import { randomUUID } from 'node:crypto';
import { SUBJECT_PREFIX } from '@trailbell/alert-store';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { EVENTS_KEPT, type Change } from '../page-api.ts';
import { type Sandbox } from '../sandbox.ts';

/** The last event that a rule gave to a lambda, to be told again when its code has changed. */
export class LastEvent {
  readonly #sandbox: Sandbox;
  readonly #envelopes = new Map<number, EventEnvelope>();
  #last: EventEnvelope | undefined;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    sandbox.arrivals.on('ingested', (id, envelope) => {
      this.#envelopes.set(id, envelope);
      this.#envelopes.delete(id - EVENTS_KEPT);
    });
    sandbox.changes.on('change', (change: Change) => {
      if (change.kind === 'event' && REACHED_A_LAMBDA.has(change.event.fate)) {
        this.#last = this.#envelopes.get(change.event.id) ?? this.#last;
      }
    });
  }

  /**
   * Puts it in again, as another event that belongs to no incident: told once each, it would not be told again, or only be
   * counted in the message that the code before wrote. Answers whether there was one.
   */
  async replay(): Promise<boolean> {
    if (!this.#last) {
      return false;
    }
    await Promise.all(
      this.#sandbox.tables.map((table) => table.removeWhere(({ pk }) => pk?.S?.startsWith(SUBJECT_PREFIX) === true)),
    );
    this.#sandbox.ingest(renewed(this.#last));
    return true;
  }
}

const REACHED_A_LAMBDA: ReadonlySet<string> = new Set(['alerts', 'quiet', 'dead-lettered']);

function renewed(envelope: EventEnvelope): EventEnvelope {
  const { detail } = envelope;
  return {
    ...envelope,
    id: randomUUID(),
    detail: 'eventID' in detail ? { ...detail, eventID: randomUUID() } : detail,
  };
}
