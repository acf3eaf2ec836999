import * as z from 'zod'; // not { z }: that bundles every locale

/** Which events are asked for. */
export const Scope = z.object({
  /** Epoch milliseconds; events at this time are within. */
  since: z.number().or(z.undefined()),
  /** Events at this time are not. */
  until: z.number().or(z.undefined()),
  /** Empty: all of them. */
  accounts: z.array(z.string()).readonly(),
});
export type Scope = z.infer<typeof Scope>;

export const EVERYTHING: Scope = { since: undefined, until: undefined, accounts: [] };

export function isWithin({ since, until, accounts }: Scope, account: string, time: number): boolean {
  return (
    (since === undefined || time >= since) &&
    (until === undefined || time < until) &&
    (accounts.length === 0 || accounts.includes(account))
  );
}
