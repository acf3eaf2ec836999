import * as z from 'zod'; // not { z }: that bundles every locale
import { type Act } from './act.ts';
import { listed } from './lists.ts';
import { Name } from './text.ts';

const Workflow = z.lazy(() => z.object({ Status: z.string().nullish() }).nullish());

/** What a call asks of Security Hub, whose parameters are written as in its API. */
export const HubChange = z.lazy(() =>
  z.object({
    AccountIds: z.array(Name).nullish(),
    StandardsSubscriptionArns: z.array(Name).nullish(),
    StandardsControlArn: Name.nullish(),
    ControlStatus: z.string().nullish(),
    StandardsControlAssociationUpdates: z
      .array(z.object({ AssociationStatus: z.string().nullish(), SecurityControlId: Name.nullish() }))
      .nullish(),
    FindingIdentifiers: z.array(z.unknown()).nullish(),
    RecordState: z.string().nullish(),
    Workflow,
    RuleName: Name.nullish(),
    RuleStatus: z.string().nullish(),
    Actions: z.array(z.object({ FindingFieldsUpdate: z.object({ Workflow }).nullish() })).nullish(),
  }),
);
export type HubChange = z.infer<typeof HubChange>;

type ActOnHub = Act & { readonly object: string };
type Read = (change: HubChange) => ActOnHub | undefined;

const CUT_OFF = { did: 'cut this account off from', triedTo: 'cut this account off from', severity: 'high' } as const;
const REMOVED = { did: 'removed', triedTo: 'remove', severity: 'high' } as const;
const TURNED_OFF = { did: 'turned off', triedTo: 'turn off' } as const;
const ADMINISTRATOR = "Security Hub's administrator account";

/** So many findings are not looked at one by one. */
const IN_BULK = 20;

const CALLS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['DisableSecurityHub', () => ({ ...TURNED_OFF, severity: 'high', object: 'Security Hub' })],
  ['DisassociateFromAdministratorAccount', () => ({ ...CUT_OFF, object: ADMINISTRATOR })],
  ['DisassociateFromMasterAccount', () => ({ ...CUT_OFF, object: ADMINISTRATOR })],
  ['DisableOrganizationAdminAccount', () => ({ ...REMOVED, object: ADMINISTRATOR })],
  ['DeleteMembers', ({ AccountIds }) => ({ ...REMOVED, object: `${membersIn(AccountIds)} of Security Hub` })],
  ['DisassociateMembers', ({ AccountIds }) => ({ ...REMOVED, object: `${membersIn(AccountIds)} of Security Hub` })],
  [
    'BatchDisableStandards',
    ({ StandardsSubscriptionArns: standards }) => ({
      ...{ ...TURNED_OFF, severity: 'high' },
      object: `${counted(standards?.length ?? 0, 'standard')} of Security Hub`,
    }),
  ],
  ['UpdateStandardsControl', controlOff],
  ['BatchUpdateStandardsControlAssociations', controlsOff],
  ['BatchUpdateFindings', findingsSuppressed],
  ['UpdateFindings', findingsArchived],
  ['CreateAutomationRule', ruleThatSuppresses],
]);

export const CALL_NAMES = [...CALLS.keys()];

/** What the call takes from Security Hub; `undefined` when that is nothing. */
export function actOnHub(eventName: string, change: HubChange | null | undefined): ActOnHub | undefined {
  return CALLS.get(eventName)?.(change ?? {});
}

function controlOff({ ControlStatus, StandardsControlArn: control }: HubChange): ActOnHub | undefined {
  return ControlStatus === 'DISABLED'
    ? { ...TURNED_OFF, severity: 'low', object: `the control ${control?.split('/').at(-1) ?? ''} of Security Hub` }
    : undefined;
}

function controlsOff({ StandardsControlAssociationUpdates: updates }: HubChange): ActOnHub | undefined {
  const off = (updates ?? []).filter(({ AssociationStatus }) => AssociationStatus === 'DISABLED');
  return off.length === 0
    ? undefined
    : { ...TURNED_OFF, severity: 'low', object: `${counted(off.length, 'control')} of Security Hub` };
}

function findingsSuppressed({ Workflow: workflow, FindingIdentifiers: findings }: HubChange): ActOnHub | undefined {
  const count = findings?.length ?? 0;
  return workflow?.Status === 'SUPPRESSED'
    ? {
        ...{ did: 'suppressed', triedTo: 'suppress', severity: count >= IN_BULK ? 'medium' : 'low' },
        object: `${counted(count, 'finding')} of Security Hub`,
      }
    : undefined;
}

/** An older call, which takes a filter: everything it fits is archived at once. */
function findingsArchived({ RecordState }: HubChange): ActOnHub | undefined {
  return RecordState === 'ARCHIVED'
    ? {
        did: 'archived',
        triedTo: 'archive',
        severity: 'high',
        object: 'all findings of Security Hub that fit a filter',
      }
    : undefined;
}

function ruleThatSuppresses({ Actions: actions, RuleName, RuleStatus }: HubChange): ActOnHub | undefined {
  const suppresses = (actions ?? []).some((action) => action.FindingFieldsUpdate?.Workflow?.Status === 'SUPPRESSED');
  return suppresses && RuleStatus !== 'DISABLED'
    ? {
        ...{ did: 'made', triedTo: 'make', severity: 'medium' },
        object: `Security Hub suppress findings by the rule ${RuleName ?? 'without a name'}`,
      }
    : undefined;
}

function membersIn(accounts: readonly string[] | null | undefined): string {
  return accounts && accounts.length > 0 ? `the members ${listed(accounts)}` : 'members';
}

function counted(count: number, noun: string): string {
  return count === 1 ? `a ${noun}` : `${count === 0 ? 'some' : count} ${noun}s`;
}
