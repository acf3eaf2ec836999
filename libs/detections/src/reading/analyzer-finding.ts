import * as z from 'zod'; // not { z }: that bundles every locale
import { type Settings } from '../settings.ts';
import { listed } from './lists.ts';
import { isLetIn } from './own-accounts.ts';
import { accountIn } from './receivers.ts';
import { Name } from './text.ts';

/** A finding of Access Analyzer about access from outside. One about a resource it could not read has an error and no principal. */
export const AnalyzerFinding = z.lazy(() =>
  z.object({
    id: Name,
    resource: Name.nullish(),
    resourceType: Name.nullish(),
    accountId: Name.nullish(),
    region: Name.nullish(),
    isPublic: z.boolean().nullish(),
    action: z.array(Name).nullish(),
    error: Name.nullish(),
    principal: z.record(z.string(), Name).nullish(),
  }),
);
export type AnalyzerFinding = z.infer<typeof AnalyzerFinding>;

/** Who of outside may reach it and was not let in: accounts and their principals, and directories that are not our own. */
export function guestsIn(finding: AnalyzerFinding, home: string, settings: Settings): readonly string[] {
  return Object.values(finding.principal ?? {}).filter(
    (principal) => !isExpected(principal, finding, { home, settings }),
  );
}

interface House {
  readonly home: string;
  readonly settings: Settings;
}

function isExpected(principal: string, { resourceType }: AnalyzerFinding, { home, settings }: House): boolean {
  if (/^arn:[^:]+:iam::\d{12}:saml-provider\//.test(principal)) {
    return true; // the company's own directory: people who sign in
  }
  const account = accountIn(principal);
  if (account === undefined || principal.includes(':oidc-provider/')) {
    return false;
  }
  // A vendor may have a role. That does not mean that they may have our data.
  const own = account === home || settings.ownAccounts.includes(account);
  return own || (resourceType === 'AWS::IAM::Role' && isLetIn(account, home, settings));
}

/** `the account 444455556666`, `arn:aws:iam::444455556666:role/guest`. */
export function describePrincipals(principals: readonly string[]): string {
  return listed(principals.map((principal) => (/^\d{12}$/.test(principal) ? `the account ${principal}` : principal)));
}
