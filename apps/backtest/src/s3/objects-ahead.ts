import { Buffer } from 'node:buffer';
import { type S3Client } from '@aws-sdk/client-s3';
import { objectBytes } from './object-bytes.ts';
import { s3AddressOf } from './s3-address.ts';

interface Named {
  readonly path: string;
  readonly bytes: number;
}

/** Waiting for S3 takes longer than reading: so many are on their way at once. */
const AHEAD = 8;
/** Larger ones are read as they come. */
const MOST_WHOLE = 4 * 1024 * 1024;

/** Objects that will be read one after another: while one is read, the next ones are on their way. */
export class ObjectsAhead {
  readonly #client: S3Client;
  readonly #waiting: Named[];
  readonly #coming = new Map<string, Promise<Buffer>>();

  constructor(client: S3Client, objects: readonly Named[]) {
    this.#client = client;
    this.#waiting = objects.filter(({ bytes }) => bytes <= MOST_WHOLE);
  }

  /** The bytes of the next object. Rejects as the SDK does. */
  async *bytesOf(path: string): AsyncGenerator<Uint8Array, undefined> {
    for (const { path: next } of this.#waiting.splice(0, AHEAD - this.#coming.size)) {
      const whole = this.#whole(next);
      whole.catch(() => undefined); // whoever reads it is told
      this.#coming.set(next, whole);
    }
    const whole = this.#coming.get(path);
    if (whole === undefined) {
      yield* this.#stream(path);
      return;
    }
    this.#coming.delete(path);
    yield await whole;
  }

  async #whole(path: string): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#stream(path)) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  #stream(path: string): AsyncGenerator<Uint8Array, undefined> {
    return objectBytes(this.#client, s3AddressOf(path) ?? { bucket: '', key: path });
  }
}
