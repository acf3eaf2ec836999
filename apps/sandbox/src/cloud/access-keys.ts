/** Whom a key was given to: a function, by its name, or `person`. */
export interface KeyHolder {
  readonly holder: string;
  readonly account: string;
}

/** The access keys the sandbox gives out: each names who calls. */
export class AccessKeys {
  readonly #holders = new Map<string, KeyHolder>();

  /** A key for a function, or for the sandbox itself, in this account. */
  issue(holder: string, account: string): string {
    const key = `SANDBOX-${holder.replace(/[^\w.-]/g, '-')}-${account}`;
    this.#holders.set(key, { holder, account });
    return key;
  }

  holderOf(key: string): KeyHolder | undefined {
    return this.#holders.get(key);
  }
}
