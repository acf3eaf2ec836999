import { NEWLINE } from './json-recovery.ts';

/** Which line an offset is on. Offsets are asked for in order, so every byte is looked at once. */
export class LineCounter {
  #bytes: Buffer = Buffer.alloc(0);
  #line: number;
  #nextNewline = Infinity;

  constructor(line: number) {
    this.#line = line;
  }

  /** Goes on with other bytes, which begin at `offset` of those so far. */
  moveTo(offset: number, bytes: Buffer): void {
    this.lineOf(offset);
    this.#bytes = bytes;
    this.#findNewline(0);
  }

  lineOf(offset: number): number {
    while (this.#nextNewline < offset) {
      this.#line += 1;
      this.#findNewline(this.#nextNewline + 1);
    }
    return this.#line;
  }

  #findNewline(from: number): void {
    const found = this.#bytes.indexOf(NEWLINE, from);
    this.#nextNewline = found === -1 ? Infinity : found;
  }
}
