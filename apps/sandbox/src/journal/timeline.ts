import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { EVENTS_KEPT, type FateKind, type Step, type TimelineAlert, type TimelineEvent } from '../page-api.ts';
import { type Arrival, type Entry, entryOf, fateOf, timelineEvent } from './entry.ts';

export interface TimelineContext {
  readonly alertsOf: (eventKey: string) => readonly TimelineAlert[];
  readonly onChange: (event: TimelineEvent) => void;
}

/** Every event that came in, counted by its fate; the last ones in full. */
export class Timeline {
  readonly #context: TimelineContext;
  readonly #entries = new Map<number, Entry>();
  readonly #idsByKey = new Map<string, Set<number>>();
  readonly #fates: Record<FateKind, number> = {
    'in-flight': 0,
    'held-back': 0,
    unmatched: 0,
    quiet: 0,
    alerts: 0,
    'dead-lettered': 0,
  };
  #outside = 0;
  #lastId = 0;

  constructor(context: TimelineContext) {
    this.#context = context;
  }

  get eventsIn(): number {
    return this.#lastId;
  }

  get fates(): Readonly<Record<FateKind, number>> {
    return { ...this.#fates };
  }

  get outsideEnvironment(): number {
    return this.#outside;
  }

  get events(): readonly TimelineEvent[] {
    return [...this.#entries.values()].map((entry) => timelineEvent(entry, this.#context.alertsOf(entry.eventKey)));
  }

  /** The event of this id, if it is still kept. */
  envelopeOf(id: number): EventEnvelope | undefined {
    return this.#entries.get(id)?.envelope;
  }

  /** Takes an event in; it is open until its arrival is closed. */
  arrive(arrival: Omit<Arrival, 'id'>): Entry {
    this.#lastId += 1;
    const entry = entryOf({ ...arrival, id: this.#lastId });
    entry.open = 1;
    this.#entries.set(entry.id, entry);
    this.#idsByKey.set(entry.eventKey, (this.#idsByKey.get(entry.eventKey) ?? new Set()).add(entry.id));
    this.#outside += Number(arrival.outsideEnvironment);
    this.#fates[entry.fate] += 1;
    this.#forgetOldest();
    return entry;
  }

  /** Changes the entry, if it is still kept, and sees what that makes of it. */
  update(id: number | undefined, change: (entry: Entry) => void): void {
    const entry = id === undefined ? undefined : this.#entries.get(id);
    if (entry) {
      change(entry);
      this.#settle(entry);
    }
  }

  addStep(id: number | undefined, step: Step): void {
    this.update(id, ({ steps }) => {
      steps.push(step);
    });
  }

  /** The alerts of an event changed. */
  alertsChanged(eventKey: string): void {
    for (const id of this.#idsByKey.get(eventKey) ?? []) {
      this.update(id, () => undefined);
    }
  }

  #settle(entry: Entry): void {
    const alerts = this.#context.alertsOf(entry.eventKey);
    const fate = fateOf(entry, alerts);
    this.#fates[entry.fate] -= 1;
    this.#fates[fate] += 1;
    entry.fate = fate;
    this.#context.onChange(timelineEvent(entry, alerts));
  }

  /** The oldest that is over; what is still on its way stays, however many newer ones there are. */
  #forgetOldest(): void {
    if (this.#entries.size <= EVENTS_KEPT) {
      return;
    }
    for (const entry of this.#entries.values()) {
      if (entry.open === 0) {
        this.#entries.delete(entry.id);
        this.#idsByKey.get(entry.eventKey)?.delete(entry.id);
        if (this.#idsByKey.get(entry.eventKey)?.size === 0) {
          this.#idsByKey.delete(entry.eventKey);
        }
        return;
      }
    }
  }
}
