import { EventValue, type ScalarKind } from './event-value.ts';
import { type EventBytes } from './text-bytes.ts';

export const UNKNOWN = 0;
export const ACCEPTED = 1;
export const REJECTED = 2;

/** A value seen before at a path, with the answers fields have given about it. */
export interface KnownValue {
  readonly value: EventValue;
  /** By the place of the field among those of the path. */
  readonly answers: Uint8Array;
}

interface Slot extends KnownValue {
  readonly path: number;
  readonly bytes: Uint8Array;
}

const SLOTS = 4096;
/** Longer values hardly come again. */
const LONGEST = 256;
/** So many bytes of a value, spread over it, decide about its slot. */
const SAMPLES = 16;

/**
 * Remembers values from event to event: regions, users, agents and error codes come again and again, and what a wildcard
 * or a network says about them does not change. Of bounded size; a value is kept when it is seen the second time.
 */
export class ValueCache {
  private readonly slots: (Slot | undefined)[] = new Array<Slot | undefined>(SLOTS).fill(undefined);
  private readonly lastHashes = new Int32Array(SLOTS);
  private readonly fieldsOfPath: Int32Array;

  constructor(fieldsOfPath: Int32Array) {
    this.fieldsOfPath = fieldsOfPath;
  }

  /** The known value that stands in the event's bytes; one that nobody knows yet comes without a memory. */
  find(
    path: number,
    kind: ScalarKind,
    event: EventBytes,
    range: { readonly start: number; readonly end: number },
  ): KnownValue | undefined {
    const { start, end } = range;
    if (end - start > LONGEST) {
      return undefined;
    }
    const { bytes } = event;
    const hash = sampleHash(path, bytes, start, end);
    const at = hash & (SLOTS - 1);
    const slot = this.slots[at];
    if (slot?.path === path && slot.value.kind === kind && equals(slot.bytes, bytes, start, end)) {
      return slot;
    }
    if (this.lastHashes[at] !== hash) {
      this.lastHashes[at] = hash;
      return undefined;
    }
    const known: Slot = {
      path,
      bytes: bytes.slice(start, end),
      value: new EventValue(kind, event.decode(start, end), undefined),
      answers: new Uint8Array(this.fieldsOfPath[path] ?? 0),
    };
    this.slots[at] = known;
    return known;
  }
}

function sampleHash(path: number, bytes: Uint8Array, start: number, end: number): number {
  const step = 1 + (((end - start) / SAMPLES) | 0);
  let hash = Math.imul(path + 1, 0x9e3779b1) ^ (end - start);
  for (let i = end - 1; i >= start; i -= step) {
    hash = Math.imul(hash ^ (bytes[i] ?? 0), 16777619);
  }
  return hash ^ (hash >>> 15);
}

function equals(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) {
    return false;
  }
  for (let i = 0; i < known.length; i += 1) {
    if (known[i] !== bytes[start + i]) {
      return false;
    }
  }
  return true;
}
