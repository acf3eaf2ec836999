import * as z from 'zod'; // not { z }: that bundles every locale
import { type Settings } from '../settings.ts';
import { Name } from './text.ts';

const Flag = z.union([z.boolean(), z.stringbool()]).nullish();

/** What a call about a resource share asks for, and what AWS answered: whether each principal is of the same organisation. */
export const ResourceShareCall = z.object({
  requestParameters: z.object({
    name: Name.nullish(),
    resourceShareArn: Name.nullish(),
    principals: z.array(Name).nullish(),
    resourceArns: z.array(Name).nullish(),
    allowExternalPrincipals: Flag,
  }),
  responseElements: z
    .object({
      resourceShareAssociations: z
        .array(z.object({ associatedEntity: z.string().nullish(), external: Flag }))
        .nullish(),
    })
    .nullish(),
});
export type ResourceShareCall = z.infer<typeof ResourceShareCall>;

/**
 * The accounts that are let in and are not the team's. RAM shares with no organisation but one's own, so an organisation or a
 * unit is never a stranger.
 */
export function strangersIn(
  call: ResourceShareCall & { readonly account: string },
  { ownAccounts }: Settings,
): readonly string[] {
  if (call.requestParameters.allowExternalPrincipals === false) {
    return []; // RAM refuses whoever is not of the organisation
  }
  const ours = new Set(
    (call.responseElements?.resourceShareAssociations ?? [])
      .filter(({ external }) => external === false)
      .map(({ associatedEntity }) => associatedEntity),
  );
  const accounts = (call.requestParameters.principals ?? [])
    .filter((principal) => !ours.has(principal))
    .flatMap((principal) => accountOf(principal) ?? []);
  return [...new Set(accounts)].filter((account) => account !== call.account && !ownAccounts.includes(account));
}

/** `444455556666`, or the account of a role or user. */
function accountOf(principal: string): string | undefined {
  return /^(?:arn:[^:]+:iam::)?(?<account>\d{12})(?::|$)/.exec(principal)?.groups?.account;
}
