import * as z from 'zod'; // not { z }: that bundles every locale
import { type Settings } from '../settings.ts';
import { Flag } from './flag.ts';
import { accountIn, strangersAmong } from './receivers.ts';
import { Name } from './text.ts';

/** What a call about a resource share asks for, and what AWS answered: whether each principal is of the same organisation. */
export const ResourceShareCall = z.lazy(() =>
  z.object({
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
  }),
);
export type ResourceShareCall = z.infer<typeof ResourceShareCall>;

/**
 * The accounts that are let in and are not the team's. RAM shares with no organisation but one's own, so an organisation or a
 * unit is never a stranger.
 */
export function strangersIn(
  call: ResourceShareCall & { readonly account: string },
  settings: Settings,
): readonly string[] {
  if (call.requestParameters.allowExternalPrincipals === false) {
    return []; // RAM refuses whoever is not of the organisation
  }
  const ours = new Set(
    (call.responseElements?.resourceShareAssociations ?? [])
      .filter(({ external }) => external === false)
      .map(({ associatedEntity }) => associatedEntity),
  );
  const principals = (call.requestParameters.principals ?? []).filter((principal) => !ours.has(principal));
  return strangersAmong(principals.flatMap(accountOf), call.account, settings);
}

/** The account in an organisation's ARN is the one that manages it, and no receiver. */
function accountOf(principal: string) {
  return principal.includes(':organizations:') ? [] : (accountIn(principal) ?? []);
}
