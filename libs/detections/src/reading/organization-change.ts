import * as z from 'zod'; // not { z }: that bundles every locale
import { type Severity } from '../severity.ts';
import { Name } from './text.ts';

/** What a call that changes the organisation asks for. Names and e-mail addresses of accounts AWS hides. */
export const OrganizationChange = z.lazy(() =>
  z.object({
    accountId: Name.nullish(),
    accountName: Name.nullish(),
    servicePrincipal: Name.nullish(),
    destinationParentId: Name.nullish(),
    handshakeId: Name.nullish(),
    organizationalUnitId: Name.nullish(),
    parentId: Name.nullish(),
    name: Name.nullish(),
    target: z.object({ id: Name.nullish(), type: z.string().nullish() }).nullish(),
  }),
);
export type OrganizationChange = z.infer<typeof OrganizationChange>;

interface Change {
  readonly severity: Severity;
  /** To follow the actor. */
  readonly did: string;
}
type Read = (change: OrganizationChange) => Change;

/** Services that watch over all accounts by the organisation's leave. */
const WATCHES_ALL =
  /^(.+\.)?(access-analyzer|cloudtrail|config|config-multiaccountsetup|controltower|detective|fms|guardduty|inspector2|macie|securityhub)\.amazonaws\.com$/;

const CALLS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['AcceptHandshake', () => ({ severity: 'medium', did: 'accepted an invitation of an organisation' })],
  [
    'CreateAccount',
    ({ accountName: name }) => ({
      severity: 'low',
      did: `created the account ${isShown(name) ? name : '(name hidden)'}`,
    }),
  ],
  ['CreateOrganizationalUnit', ({ name }) => ({ severity: 'info', did: `created the unit ${name ?? ''}` })],
  [
    'DeleteOrganizationalUnit',
    ({ organizationalUnitId: id }) => ({ severity: 'info', did: `deleted the unit ${id ?? ''}` }),
  ],
  ['DeregisterDelegatedAdministrator', administratorRemoved],
  ['DisableAWSServiceAccess', serviceRemoved],
  [
    'EnableAWSServiceAccess',
    ({ servicePrincipal: service }) => ({ severity: 'info', did: `let ${service ?? 'a service'} into every account` }),
  ],
  [
    'InviteAccountToOrganization',
    ({ target }) => ({
      severity: 'medium',
      did: `invited the account ${describeInvited(target)} into the organisation`,
    }),
  ],
  [
    'MoveAccount',
    ({ accountId, destinationParentId: to }) => ({
      severity: 'medium',
      did: `moved the account ${accountId ?? ''} to ${to ?? 'another unit'}, under whose policies it is now`,
    }),
  ],
  [
    'RegisterDelegatedAdministrator',
    ({ accountId, servicePrincipal: service }) => ({
      severity: 'high',
      did: `made the account ${accountId ?? ''} administrator of ${service ?? 'a service'} for every account`,
    }),
  ],
]);

export const CALL_NAMES = [...CALLS.keys()];

export function changeOf(eventName: string, change: OrganizationChange): Change | undefined {
  return CALLS.get(eventName)?.(change);
}

function administratorRemoved({ accountId, servicePrincipal: service }: OrganizationChange): Change {
  return {
    severity: watchesAll(service) ? 'high' : 'medium',
    did: `removed the account ${accountId ?? ''} as administrator of ${service ?? 'a service'}`,
  };
}

function serviceRemoved({ servicePrincipal: service }: OrganizationChange): Change {
  return {
    severity: watchesAll(service) ? 'high' : 'medium',
    did: `shut ${service ?? 'a service'} out of every account`,
  };
}

function watchesAll(service: string | null | undefined): boolean {
  return WATCHES_ALL.test(service ?? '');
}

function isShown(name: string | null | undefined): boolean {
  return typeof name === 'string' && !/^(HIDDEN_DUE_TO|\*)/.test(name);
}

/** An account is invited by its id or by an e-mail address, which nobody has to read here. */
function describeInvited(target: OrganizationChange['target']): string {
  return target?.type === 'ACCOUNT' && target.id ? target.id : 'of an e-mail address';
}
