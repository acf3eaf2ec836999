import * as z from 'zod'; // not { z }: that bundles every locale
import { type Act, deleting } from './act.ts';
import { Name } from './text.ts';

/** What a call asks of a web firewall, in its present form and in the two older ones. */
export const WebAclChange = z.lazy(() =>
  z.object({
    name: Name.nullish(),
    resourceArn: Name.nullish(),
    webACLId: Name.nullish(),
    ruleId: Name.nullish(),
    rules: z.array(z.unknown()).nullish(),
    defaultAction: z.looseObject({ allow: z.unknown().optional() }).nullish(),
  }),
);
export type WebAclChange = z.infer<typeof WebAclChange>;

type ActOnAcl = Act & { readonly object: string };
type Read = (change: WebAclChange) => ActOnAcl | undefined;

const CALLS: ReadonlyMap<string, Read> = new Map<string, Read>([
  [
    'DisassociateWebACL',
    ({ resourceArn }) => ({
      ...{ did: 'took', triedTo: 'take', severity: 'high' },
      object: `the web firewall from ${resourceOf(resourceArn)}`,
    }),
  ],
  // AWS deletes no firewall that is still in use.
  ['DeleteWebACL', (change) => ({ ...deleting('medium'), object: `the web firewall ${aclOf(change)}` })],
  ['DeleteRule', ({ ruleId }) => ({ ...deleting('low'), object: `the rule ${ruleId ?? ''} of the web firewall` })],
  [
    'DeleteRuleGroup',
    ({ name }) => ({ ...deleting('low'), object: `the rule group ${name ?? ''} of the web firewall` }),
  ],
  [
    'DeleteLoggingConfiguration',
    ({ resourceArn }) => ({
      ...{ did: 'turned off', triedTo: 'turn off', severity: 'medium' },
      object: `the log of the web firewall ${resourceOf(resourceArn)}`,
    }),
  ],
  ['UpdateWebACL', emptied],
]);

export const CALL_NAMES = [...CALLS.keys()];

export function actOnWebAcl(eventName: string, change: WebAclChange): ActOnAcl | undefined {
  return CALLS.get(eventName)?.(change);
}

/** The firewall or what it stands before, by its name or id. */
export function firewallOf({ name, resourceArn, webACLId, ruleId }: WebAclChange): string | undefined {
  return resourceArn ?? name ?? webACLId ?? ruleId ?? undefined;
}

/** An update says all the rules there will be. */
function emptied(change: WebAclChange): ActOnAcl | undefined {
  const letsAllIn = change.defaultAction?.allow !== undefined && change.rules?.length === 0;
  return letsAllIn
    ? { did: 'took', triedTo: 'take', severity: 'high', object: `every rule from the web firewall ${aclOf(change)}` }
    : undefined;
}

function aclOf({ name, webACLId }: WebAclChange): string {
  return name ?? webACLId ?? '(not named)';
}

/** `loadbalancer/app/web/50dc`, `webacl/payments/8e2c`. */
function resourceOf(arn: string | null | undefined): string {
  return arn?.split(':').slice(5).join(':') ?? 'a resource';
}
