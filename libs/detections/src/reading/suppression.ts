import * as z from 'zod'; // not { z }: that bundles every locale
import { type Act } from './act.ts';
import { Flag } from './flag.ts';
import { listed } from './lists.ts';
import { Name } from './text.ts';

const Criterion = z.lazy(() => z.record(z.string(), z.unknown()));
const Values = z.lazy(() => z.object({ eq: z.array(Name).nullish(), equals: z.array(Name).nullish() }));

/** What a call that could quieten GuardDuty asks for. */
export const Suppression = z.lazy(() =>
  z.object({
    detectorId: Name.nullish(),
    name: Name.nullish(),
    filterName: Name.nullish(),
    action: z.string().nullish(),
    findingCriteria: z.object({ criterion: Criterion.nullish() }).nullish(),
    ipSetId: Name.nullish(),
    threatIntelSetId: Name.nullish(),
    location: Name.nullish(),
    activate: Flag,
    findingIds: z.array(z.string()).nullish(),
  }),
);
export type Suppression = z.infer<typeof Suppression>;

type ActOnFindings = Act & { readonly object: string };

const ARCHIVED = { did: 'archived', triedTo: 'archive' } as const;

type Read = (asked: Suppression) => ActOnFindings | undefined;

const CALLS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['ArchiveFindings', (asked) => ({ ...ARCHIVED, severity: 'low', object: countOf(asked) })],
  ['CreateFilter', filtering],
  ['UpdateFilter', filtering],
  ['CreateIPSet', (asked) => trusting(asked, { did: 'added', triedTo: 'add' })],
  ['UpdateIPSet', (asked) => trusting(asked, { did: 'changed', triedTo: 'change' })],
  ['DeleteThreatIntelSet', forgetting],
  ['UpdateThreatIntelSet', (asked) => (asked.activate === false ? forgetting(asked) : undefined)],
]);

export const CALL_NAMES = [...CALLS.keys()];

/** What the call keeps GuardDuty from telling; `undefined` when that is nothing. */
export function actOnFindings(eventName: string, asked: Suppression): ActOnFindings | undefined {
  return CALLS.get(eventName)?.(asked);
}

function filtering(asked: Suppression): ActOnFindings | undefined {
  if (asked.action !== 'ARCHIVE') {
    return undefined;
  }
  const types = typesIn(asked);
  const name = asked.name ?? asked.filterName ?? 'without a name';
  return {
    ...{ did: 'made', triedTo: 'make' },
    severity: types.length === 0 ? 'high' : 'medium',
    object: `GuardDuty archive ${describeFindings(asked, types)} by the filter ${name}`,
  };
}

function describeFindings({ findingCriteria }: Suppression, types: readonly string[]): string {
  if (types.length > 0) {
    return `its findings of ${listed(types)}`;
  }
  const others = Object.keys(findingCriteria?.criterion ?? {});
  return others.length === 0 ? 'every finding' : `findings of every type, chosen by ${listed(others)}`;
}

/** The types a filter names: without any, it hides whatever comes. */
function typesIn({ findingCriteria }: Suppression): readonly string[] {
  const { eq, equals } = Values.safeParse(findingCriteria?.criterion?.type).data ?? {};
  return [...(eq ?? []), ...(equals ?? [])];
}

function trusting(asked: Suppression, words: Pick<Act, 'did' | 'triedTo'>): ActOnFindings | undefined {
  if (asked.activate === false) {
    return undefined; // it trusts nobody yet
  }
  const { name, ipSetId, location } = asked;
  const list = `the list ${name ?? ipSetId ?? ''} of addresses that GuardDuty trusts`;
  return { ...words, severity: 'high', object: `${list}${location ? `, read from ${location}` : ''}` };
}

function forgetting({ threatIntelSetId }: Suppression): ActOnFindings {
  return {
    ...{ did: 'took away', triedTo: 'take away', severity: 'medium' },
    object: `the list ${threatIntelSetId ?? ''} of addresses that GuardDuty warns of`,
  };
}

function countOf({ findingIds }: Suppression): string {
  const count = findingIds?.length ?? 0;
  return count === 1 ? 'a finding of GuardDuty' : `${count} findings of GuardDuty`;
}
