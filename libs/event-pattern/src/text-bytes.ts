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

/** Short slices are decoded fastest by what Node has beyond the standard; elsewhere the standard does. */
const nodeBuffer: typeof Buffer | undefined = typeof Buffer === 'undefined' ? undefined : Buffer;

/**
 * Room for the bytes of one event, reused from event to event. Two zeros stand behind the event, so that a reader needs not
 * ask for the end: no JSON goes on behind a zero, nor behind a backslash and a zero.
 */
export class EventBytes {
  bytes: Uint8Array = new Uint8Array(0);
  length = 0;
  private buffer: Buffer | undefined;

  load(event: string | Uint8Array): void {
    const most = typeof event === 'string' ? event.length * 3 : event.length;
    if (most + 2 > this.bytes.length) {
      this.grow(most);
    }
    this.length = typeof event === 'string' ? ENCODER.encodeInto(event, this.bytes).written : this.copy(event);
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
  }

  private copy(event: Uint8Array): number {
    this.bytes.set(event);
    return event.length;
  }
}
