import { type Settings } from '../settings.ts';
import { listed } from './lists.ts';

const ACCOUNT = /^\d{12}$/;

/** The account in an ARN, or in a text that is an account; `undefined` where there is none, as with AWS's own principals. */
export function accountIn(principal: string): string | undefined {
  const account = principal.startsWith('arn:') ? principal.split(':')[4] : principal;
  return account !== undefined && ACCOUNT.test(account) ? account : undefined;
}

/** Those of the accounts that are not the team's own, each once. Data shared with them is out of the team's hands. */
export function strangersAmong(
  accounts: readonly string[],
  home: string,
  { ownAccounts }: Pick<Settings, 'ownAccounts'>,
): readonly string[] {
  const own = new Set([...ownAccounts, home]);
  return [...new Set(accounts)].filter((account) => !own.has(account));
}

/** Those of the organisations that are not the team's own. Where the settings name none, nobody can tell, and none is told. */
export function foreignAmong(
  organizations: readonly string[],
  { ownOrganizations }: Pick<Settings, 'ownOrganizations'>,
): readonly string[] {
  return ownOrganizations.length === 0
    ? []
    : [...new Set(organizations)].filter((id) => !ownOrganizations.includes(id));
}

/** `the account 444455556666`, `the accounts 444455556666 and 777788889999`. */
export function describeAccounts(accounts: readonly string[]): string {
  return `the account${accounts.length === 1 ? '' : 's'} ${listed(accounts)}`;
}
