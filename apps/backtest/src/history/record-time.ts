import { facts } from './record-facts.ts';
import { type RecordScan } from './record-scan.ts';

const EVENT_TIME = facts.indexOf('eventTime');
const ZERO = 0x30;
const HOUR_MS = 3_600_000;
/** `2026-03-01T08:00:00Z`, as AWS writes it: where its digits stand, and what stands between them. */
const LENGTH = 20;
const SIGNS = [
  [4, 0x2d],
  [7, 0x2d],
  [10, 0x54],
  [13, 0x3a],
  [16, 0x3a],
  [19, 0x5a],
] as const;

/** Reads the times of records. Most are of the day of the one before. */
export class RecordTimes {
  #day = -1;
  #dayStart = Number.NaN;

  /** Of the record that was scanned last, in epoch milliseconds; NaN for what is no time, or is written in another way. */
  timeOf({ bytes, starts, ends }: RecordScan): number {
    const start = starts[EVENT_TIME] ?? 0;
    const end = ends[EVENT_TIME] ?? 0;
    if (end - start !== LENGTH || SIGNS.some(([at, sign]) => bytes[start + at] !== sign)) {
      return Number.NaN;
    }
    const year = 100 * twoDigits(bytes, start) + twoDigits(bytes, start + 2);
    const day = 10_000 * year + 100 * twoDigits(bytes, start + 5) + twoDigits(bytes, start + 8);
    const hours = twoDigits(bytes, start + 11);
    const minutes = twoDigits(bytes, start + 14);
    const seconds = twoDigits(bytes, start + 17);
    if (!(hours < 24 && minutes < 60 && seconds < 60)) {
      return Number.NaN;
    }
    if (day !== this.#day) {
      this.#day = day;
      this.#dayStart = Date.parse(`${Buffer.from(bytes.subarray(start, start + 10)).toString('latin1')}T00:00:00Z`);
    }
    return this.#dayStart + hours * HOUR_MS + minutes * 60_000 + seconds * 1_000;
  }
}

/** NaN where they are none. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - ZERO;
  const ones = (bytes[at + 1] ?? 0) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}
