import { readFileSync } from 'node:fs';

/** So many bytes are marked at once: they and their marks stay in the processor's cache. */
const SLICE = 65_536;
const BLOCK = 64;
const SPACE = 0x20;
/** Of what `mark` answers: what is carried over, and from which bit on it counts. */
const CARRIED = 0b111;
const COUNT_FROM = 3;

/** What json-marks.wat exports. TypeScript describes WebAssembly among what only browsers have. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => {
    readonly exports: {
      readonly memory: { readonly buffer: ArrayBuffer };
      readonly mark: (length: number, carried: number) => number;
    };
  };
};

const compiled = new WebAssembly.Module(readFileSync(new URL('json-marks.wasm', import.meta.url)));
const { memory, mark } = new WebAssembly.Instance(compiled).exports;
const input = new Uint8Array(memory.buffer, 0, SLICE);
const found = new Uint16Array(memory.buffer, SLICE);
/** Whose marks were found last, by number: there is one memory for all. */
let owner = 0;
let made = 0;

/**
 * The marks of JSON among bytes, found slice by slice: brackets, braces, colons and line ends outside of texts, the `u` of
 * escapes, and what stands behind a text and may not. What is no JSON has marks too; they mean little.
 */
export class JsonMarks {
  readonly #bytes: Uint8Array;
  readonly #number = (made += 1);
  #start = 0;
  #end = 0;
  #carried = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The marks of the slice, counted from where it begins. Valid until others are asked for. */
  readonly places: Uint16Array = found;

  /** Where the slice begins. */
  get start(): number {
    return this.#start;
  }

  /** How many marks there are in the slice. */
  get count(): number {
    return this.#count;
  }

  /** Whether the slice is still what was found last. */
  get isThere(): boolean {
    return owner === this.#number;
  }

  /** Begins again with the slice that begins here, outside of a text. */
  from(start: number): void {
    this.#end = start;
    this.#carried = 0;
    this.next();
  }

  /** Goes on to the next slice, if there is one. */
  next(): boolean {
    const slice = this.#bytes.subarray(this.#end, this.#end + SLICE);
    input.set(slice);
    input.fill(SPACE, slice.length, Math.ceil(slice.length / BLOCK) * BLOCK);
    const answer = mark(slice.length, this.#carried);
    owner = this.#number;
    this.#start = this.#end;
    this.#end += slice.length;
    this.#carried = answer & CARRIED;
    this.#count = answer >> COUNT_FROM;
    return slice.length > 0;
  }
}
