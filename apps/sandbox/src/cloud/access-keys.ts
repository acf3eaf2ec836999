/** The access keys the sandbox gives out: each names who calls. */
export class AccessKeys {
  readonly #accounts = new Map<string, string>();

  /** A key for a function, or for the sandbox itself, in this account. */
  issue(holder: string, account: string): string {
    const key = `SANDBOX-${holder.replace(/[^\w.-]/g, '-')}-${account}`;
    this.#accounts.set(key, account);
    return key;
  }

  accountOf(key: string): string | undefined {
    return this.#accounts.get(key);
  }
}
