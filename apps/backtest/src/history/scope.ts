/** Which events are asked for. */
export interface Scope {
  /** Epoch milliseconds; events at this time are within. */
  readonly since: number | undefined;
  /** Events at this time are not. */
  readonly until: number | undefined;
  /** Empty: all of them. */
  readonly accounts: readonly string[];
}

export const EVERYTHING: Scope = { since: undefined, until: undefined, accounts: [] };

export function isWithin({ since, until, accounts }: Scope, account: string, time: number): boolean {
  return (
    (since === undefined || time >= since) &&
    (until === undefined || time < until) &&
    (accounts.length === 0 || accounts.includes(account))
  );
}
