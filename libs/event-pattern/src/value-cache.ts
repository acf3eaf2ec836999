/* eslint max-params: ["error", 5] -- called for every tested value of every event: an argument is cheaper than an object. */
import { EventValue, type ScalarKind } from './event-value.ts';
import { hashOf } from './slice-hash.ts';
import { type EventBytes } from './text-bytes.ts';

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

const KINDS: Readonly<Record<ScalarKind, number>> = { string: 1, number: 2, literal: 3 };

/**
 * Remembers values from event to event, and what fields have answered about them: regions, users, agents and error codes
 * come again and again, and what a wildcard or a network says about them does not change. Of bounded size, and laid out
 * side by side; a value is kept when it is seen the second time in a row.
 */
export class ValueCache {
  private readonly width: number;
  private values: (EventValue | undefined)[] = [];
  private hashes = new Int32Array(0);
  private kinds = new Uint8Array(0);
  private paths = new Int32Array(0);
  private lengths = new Uint8Array(0);
  private bytes = new Uint8Array(0);
  private answers = new Uint8Array(0);
  /** The event in which each slot was last given out: until the next one it stays as it is. */
  private usedIn = new Int32Array(0);
  private event = 0;

  /** `fields` is the most fields any path has. Room is made when the first value is asked for. */
  constructor(fields: number) {
    this.width = fields * SLOTS <= MOST_ANSWERS ? fields : 0;
  }

  startEvent(): void {
    this.event = (this.event + 1) & 0x7fffffff;
  }

  /** The known value that stands in the event's bytes. */
  find(path: number, kind: ScalarKind, event: EventBytes, start: number, end: number): KnownValue {
    if (end - start > LONGEST || this.width === 0) {
      return NOBODY_KNOWS;
    }
    if (this.values.length === 0) {
      this.makeRoom();
    }
    const hash = hashOf(path, event.bytes, start, end);
    const slot = hash & (SLOTS - 1);
    if (this.hashes[slot] !== hash) {
      this.hashes[slot] = hash;
      this.kinds[slot] = 0;
      return NOBODY_KNOWS;
    }
    if (!this.holds(slot, event.bytes, start, end) || this.kinds[slot] !== KINDS[kind] || this.paths[slot] !== path) {
      if (this.usedIn[slot] === this.event) {
        return NOBODY_KNOWS;
      }
      this.keep(slot, new EventValue(kind, event.decode(start, end), undefined), path);
      this.lengths[slot] = end - start;
      this.bytes.set(event.bytes.subarray(start, end), slot * LONGEST);
    }
    this.usedIn[slot] = this.event;
    return slot;
  }

  value(known: KnownValue): EventValue | undefined {
    return this.values[known];
  }

  answer(known: KnownValue, place: number): number {
    return this.answers[known * this.width + place] ?? UNKNOWN;
  }

  learn(known: KnownValue, place: number, accepted: boolean): void {
    this.answers[known * this.width + place] = accepted ? ACCEPTED : REJECTED;
  }

  private makeRoom(): void {
    this.values = new Array<EventValue | undefined>(SLOTS).fill(undefined);
    this.hashes = new Int32Array(SLOTS);
    this.kinds = new Uint8Array(SLOTS);
    this.paths = new Int32Array(SLOTS);
    this.lengths = new Uint8Array(SLOTS);
    this.bytes = new Uint8Array(SLOTS * LONGEST);
    this.answers = new Uint8Array(this.width * SLOTS);
    this.usedIn = new Int32Array(SLOTS).fill(-1);
  }

  private keep(slot: number, value: EventValue, path: number): void {
    this.values[slot] = value;
    this.kinds[slot] = KINDS[value.kind];
    this.paths[slot] = path;
    this.answers.fill(UNKNOWN, slot * this.width, (slot + 1) * this.width);
  }

  private holds(slot: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (this.lengths[slot] !== end - start) {
      return false;
    }
    for (let i = start, j = slot * LONGEST; i < end; i += 1, j += 1) {
      if (this.bytes[j] !== bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
