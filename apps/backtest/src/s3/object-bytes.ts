import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { GetObjectCommand, S3ServiceException, type S3Client } from '@aws-sdk/client-s3';
import { type S3Address } from './s3-address.ts';

/** A body that breaks off is asked for again from there, so many times in all. */
const MOST_ATTEMPTS = 4;
const FIRST_WAIT_MS = 50;

/**
 * The bytes of an object, as they come. What breaks off on the way is gone on with, as long as the object is the same; rejects
 * when S3 refuses, which the SDK has tried again by then.
 */
export async function* objectBytes(client: S3Client, address: S3Address): AsyncGenerator<Uint8Array, undefined> {
  let read = 0;
  let etag: string | undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { Body, ETag } = await client.send(partOf(address, read, etag));
      etag = ETag;
      for await (const chunk of bytesIn(Body)) {
        read += chunk.length;
        yield chunk;
      }
      return undefined;
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || error instanceof S3ServiceException) {
        throw error;
      }
      await setTimeout(FIRST_WAIT_MS * 2 ** attempt);
    }
  }
}

function partOf({ bucket, key }: S3Address, from: number, etag: string | undefined): GetObjectCommand {
  return new GetObjectCommand({
    ...{ Bucket: bucket, Key: key },
    ...(from > 0 && { Range: `bytes=${from}-`, IfMatch: etag }),
  });
}

async function* bytesIn(body: unknown): AsyncGenerator<Uint8Array, undefined> {
  if (!(body instanceof Readable)) {
    return;
  }
  for await (const chunk of body) {
    if (chunk instanceof Uint8Array) {
      yield chunk;
    }
  }
}
