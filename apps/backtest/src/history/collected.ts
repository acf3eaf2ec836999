import { type Unreadable } from '@trailbell/cloudtrail-types';
import { type Candidate } from '@trailbell/detections';
import { type Batch } from './batch.ts';
import { type KnownKind } from './examining.ts';
import { type RoutedAlert, type Rung } from './ringing.ts';
import { HOUR_MS, type EventKind, Sightings } from './seen.ts';

/** So little is held at a time, and so seldom is it handed over. */
const EVENTS_A_BATCH = 20_000;
const FINDINGS_A_BATCH = 500;

/** What was found since it was taken last. */
export class Collected {
  #bytes = 0;
  #events = 0;
  #alerts: RoutedAlert[] = [];
  #candidates: Candidate[] = [];
  #unreadable: Unreadable[] = [];
  #seen = new Sightings();
  /** Of kinds of records, how many were passed unparsed, and the hour of the last of them. */
  #passed = new Map<KnownKind, { count: number; hour: number }>();

  take(): Batch {
    for (const [{ kind }, { count }] of this.#passed) {
      this.#seen.addEvents(kind, count);
    }
    const batch = {
      bytes: this.#bytes,
      events: this.#events,
      alerts: this.#alerts,
      candidates: this.#candidates,
      unreadable: this.#unreadable,
      seen: this.#seen,
    };
    this.#bytes = 0;
    this.#events = 0;
    this.#alerts = [];
    this.#candidates = [];
    this.#unreadable = [];
    this.#seen = new Sightings();
    this.#passed = new Map();
    return batch;
  }

  get isFull(): boolean {
    const findings = this.#alerts.length + this.#candidates.length + this.#unreadable.length;
    return this.#events >= EVENTS_A_BATCH || findings >= FINDINGS_A_BATCH;
  }

  addBytes(bytes: number): void {
    this.#bytes += bytes;
  }

  addUnreadable(unreadable: Unreadable): void {
    this.#unreadable.push(unreadable);
  }

  /** An event that was read, and what it rang. */
  addEvent(kind: EventKind, time: number, { alerts, candidates }: Rung): void {
    this.#events += 1;
    this.#seen.add(kind, time);
    this.#alerts.push(...alerts);
    this.#candidates.push(...candidates);
  }

  /** An event that no detection wants. */
  addPassed(known: KnownKind, time: number): void {
    this.#events += 1;
    const hour = Math.floor(time / HOUR_MS);
    const passed = this.#passed.get(known);
    if (passed?.hour !== hour) {
      this.#seen.addHour(known.kind.account, time);
    }
    if (passed === undefined) {
      this.#passed.set(known, { count: 1, hour });
    } else {
      passed.count += 1;
      passed.hour = hour;
    }
  }
}
