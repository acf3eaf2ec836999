import { type Settings } from '../settings.ts';

/** Whether an account may have a role in this one: it is the team's own, or a vendor's they chose to let in. */
export function isLetIn(account: string, home: string, { ownAccounts, trustedAccounts }: Settings): boolean {
  return account === home || ownAccounts.includes(account) || trustedAccounts.includes(account);
}
