import { describe, expect, test } from '@jest/globals';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Md5, Sha256 } from './node-checksums.ts';

/** What a client hashes with where nobody gives it another: the real part. */
const real: unknown = new SQSClient({ region: 'eu-central-1' }).config;
const { sha256: RealSha256, md5: RealMd5 } = real as { readonly sha256: typeof Sha256; readonly md5: typeof Md5 };
const key = Buffer.from('a key of some length');

describe.each([
  ['a hash for signatures', () => [new Sha256(), new RealSha256()] as const],
  ['a keyed hash for signatures', () => [new Sha256(key), new RealSha256(key)] as const],
  ['a hash of messages', () => [new Md5(), new RealMd5()] as const],
])('%s', (_, both) => {
  test("is the SDK's own, in pieces and anew", async () => {
    const [ours, theirs] = both();
    const digests: Uint8Array[] = [];
    for (const hash of [ours, theirs]) {
      hash.update(Buffer.from('one piece, '));
      hash.update(Buffer.from('ü another'));
      digests.push(await hash.digest());
      hash.reset();
      hash.update(Buffer.from('again'));
      digests.push(await hash.digest());
    }

    expect(digests.slice(0, 2)).toEqual(digests.slice(2).map((digest) => Buffer.from(digest)));
    expect(ours.digestLength).toBe(theirs.digestLength);
    expect(digests[0]).toHaveLength(ours.digestLength);
  });
});
