import { type BinaryLike, createHash, createHmac } from 'node:crypto';

type NodeHash = ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

/**
 * Stands in for `@smithy/core/checksum` in bundles, which brings a second implementation of each in JavaScript for where Node
 * was built without OpenSSL: 5 KB. Of its hashes those that our clients ask for.
 */
abstract class NodeChecksum {
  abstract readonly digestLength: number;
  readonly #fresh: () => NodeHash;
  #hash: NodeHash;

  constructor(fresh: () => NodeHash) {
    this.#fresh = fresh;
    this.#hash = fresh();
  }

  update(data: BinaryLike): void {
    this.#hash.update(data);
  }

  /** Once, of a keyed hash; of others as often as it is asked, of all that came so far. */
  digest(): Promise<Uint8Array> {
    const hash = 'copy' in this.#hash ? this.#hash.copy() : this.#hash;
    return Promise.resolve(hash.digest());
  }

  reset(): void {
    this.#hash = this.#fresh();
  }
}

export class Sha256 extends NodeChecksum {
  readonly digestLength = 32;

  constructor(secret?: BinaryLike) {
    super(() => (secret === undefined ? createHash('sha256') : createHmac('sha256', secret)));
  }
}

export class Md5 extends NodeChecksum {
  readonly digestLength = 16;

  constructor() {
    super(() => createHash('md5'));
  }
}
