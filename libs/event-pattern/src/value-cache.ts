/* eslint max-params: ["error", 5] -- called for every tested value of every event: an argument is cheaper than an object. */
import { EventValue, type ScalarKind } from './event-value.ts';
import { hashOf, sameBytes } from './slices.ts';
import { type Bytes, type EventBytes, roomFor } from './text-bytes.ts';

export const UNKNOWN = 0;
export const ACCEPTED = 1;
export const REJECTED = 2;

/** A place in the cache, or -1. */
export type KnownValue = number;
export const NOBODY_KNOWS = -1;

const SLOTS = 4096;
/** Longer values hardly come again. */
const LONGEST = 128;
const MOST_ANSWERS = 2 ** 22;

// What is kept of a value, side by side: a value is one line of the processor's cache, not five.
const HASH = 0;
/** Its path and its kind. */
const PLACE = 1;
const LENGTH = 2;
/** The event in which the slot was last given out: until the next one it stays as it is. */
const USED_IN = 3;
const WIDTH = 4;

const KINDS: readonly ScalarKind[] = ['string', 'number', 'literal'];
const NOTHING_KEPT = -1;

/**
 * Remembers values from event to event, and what fields have answered about them: regions, users, agents and error codes
 * come again and again, and what a wildcard or a network says about them does not change. Of bounded size; a value is kept
 * when it is seen the second time in a row.
 */
export class ValueCache {
  private readonly fields: number;
  private values: (EventValue | undefined)[] = [];
  private rows = new Int32Array(0);
  private texts: Bytes = roomFor(0);
  private answers = new Uint8Array(0);
  private event = 0;

  /** `fields` is the most fields any path has. Room is made when the first value is asked for. */
  constructor(fields: number) {
    this.fields = fields * SLOTS <= MOST_ANSWERS ? fields : 0;
  }

  startEvent(): void {
    this.event = (this.event + 1) & 0x7fffffff;
  }

  /** The known value that stands in the event's bytes. */
  find(path: number, kind: ScalarKind, event: EventBytes, start: number, end: number): KnownValue {
    if (end - start > LONGEST || this.fields === 0) {
      return NOBODY_KNOWS;
    }
    if (this.values.length === 0) {
      this.makeRoom();
    }
    const place = path * KINDS.length + KINDS.indexOf(kind);
    const hash = hashOf(place, event, start, end);
    const slot = hash & (SLOTS - 1);
    const row = slot * WIDTH;
    const { rows } = this;
    if (rows[row + HASH] !== hash) {
      rows[row + HASH] = hash;
      rows[row + PLACE] = NOTHING_KEPT;
      return NOBODY_KNOWS;
    }
    if (rows[row + PLACE] !== place || !this.holds(slot, event, start, end)) {
      if (rows[row + USED_IN] === this.event) {
        return NOBODY_KNOWS;
      }
      this.keep(slot, new EventValue(kind, event.decode(start, end), undefined));
      rows[row + PLACE] = place;
      rows[row + LENGTH] = end - start;
      this.texts.bytes.set(event.bytes.subarray(start, end), slot * LONGEST);
    }
    rows[row + USED_IN] = this.event;
    return slot;
  }

  value(known: KnownValue): EventValue | undefined {
    return this.values[known];
  }

  answer(known: KnownValue, place: number): number {
    return this.answers[known * this.fields + place] ?? UNKNOWN;
  }

  learn(known: KnownValue, place: number, accepted: boolean): void {
    this.answers[known * this.fields + place] = accepted ? ACCEPTED : REJECTED;
  }

  private makeRoom(): void {
    this.values = new Array<EventValue | undefined>(SLOTS).fill(undefined);
    this.rows = new Int32Array(SLOTS * WIDTH).fill(NOTHING_KEPT);
    this.texts = roomFor(SLOTS * LONGEST);
    this.answers = new Uint8Array(this.fields * SLOTS);
  }

  private keep(slot: number, value: EventValue): void {
    this.values[slot] = value;
    this.answers.fill(UNKNOWN, slot * this.fields, (slot + 1) * this.fields);
  }

  private holds(slot: number, event: Bytes, start: number, end: number): boolean {
    const length = this.rows[slot * WIDTH + LENGTH];
    return length === end - start && sameBytes(event, start, end, this.texts, slot * LONGEST);
  }
}
