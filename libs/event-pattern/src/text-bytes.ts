import { isUtf8 } from './utf8.ts';

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

export function encodeText(text: string): Uint8Array {
  return ENCODER.encode(text);
}

/** The text of bytes; nothing where they are not UTF-8. */
export function decodeStrictly(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? DECODER.decode(bytes) : undefined;
}

/** Short texts are read and written fastest by what Node has beyond the standard; elsewhere the standard does. */
const nodeBuffer: typeof Buffer | undefined = typeof Buffer === 'undefined' ? undefined : Buffer;

/** Bytes to be read one by one, and four at a time from wherever they begin. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly words: DataView;
}

/** So many bytes stand behind those that count: words reach beyond the last. */
const MARGIN = 8;

/** Room for so many bytes. */
export function roomFor(length: number): Bytes {
  const buffer = new ArrayBuffer(length + MARGIN);
  return { bytes: new Uint8Array(buffer, 0, length), words: new DataView(buffer) };
}

export function bytesOf(text: string): Bytes {
  const encoded = encodeText(text);
  const room = roomFor(encoded.length);
  room.bytes.set(encoded);
  return room;
}

/**
 * Room for the bytes of one event, reused from event to event. Two zeros stand behind the event, so that a reader needs not
 * ask for the end: no JSON goes on behind a zero, nor behind a backslash and a zero.
 */
export class EventBytes implements Bytes {
  bytes: Uint8Array = new Uint8Array(0);
  words: DataView = new DataView(new ArrayBuffer(0));
  length = 0;
  private buffer: Buffer | undefined;

  load(event: string | Uint8Array): void {
    const most = typeof event === 'string' ? event.length * 3 : event.length;
    if (most + MARGIN > this.bytes.length) {
      this.grow(most);
    }
    this.length = typeof event === 'string' ? this.encode(event) : this.copy(event);
    this.bytes[this.length] = 0;
    this.bytes[this.length + 1] = 0;
  }

  decode(start: number, end: number): string {
    return this.buffer === undefined
      ? DECODER.decode(this.bytes.subarray(start, end))
      : this.buffer.toString('utf8', start, end);
  }

  private grow(most: number): void {
    const size = Math.max(16_384, most * 2);
    this.buffer = nodeBuffer?.allocUnsafeSlow(size);
    this.bytes = this.buffer === undefined ? new Uint8Array(size) : new Uint8Array(this.buffer.buffer);
    this.words = new DataView(this.bytes.buffer);
  }

  private encode(event: string): number {
    return this.buffer === undefined ? ENCODER.encodeInto(event, this.bytes).written : this.buffer.write(event);
  }

  private copy(event: Uint8Array): number {
    this.bytes.set(event);
    return event.length;
  }
}
