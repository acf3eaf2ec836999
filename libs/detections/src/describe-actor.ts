import { type Actor, type ActorKind } from '@trailbell/cloudtrail-types';

/** IAM Identity Center makes a role for each permission set, named after it. */
const PERMISSION_SET = /(?:^|\/)AWSReservedSSO_(?<name>.+)_[0-9a-f]{16}$/;

/** What AWS writes as the service that made a call on somebody's behalf. A caller cannot write it. */
const SERVICE = /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/;
/** The console: a person's own clicks, in records of older services. */
const CONSOLE = 'signin.amazonaws.com';

/** The actor in a few words, to begin a sentence with: `ana (SSO, admin)`, `build-77 (role deploy)`. Untrusted text. */
export function describeActor(actor: Actor): string {
  const service = serviceOf(actor);
  return service === undefined || service === actor.name ? nameOf(actor) : `${nameOf(actor)} through ${service}`;
}

/** The AWS service that made the call, of itself or on the actor's behalf; `undefined` when the actor called directly. */
export function serviceOf({ kind, name, via }: Actor): string | undefined {
  if (kind === 'aws-service') {
    return name;
  }
  return via !== undefined && via !== CONSOLE && SERVICE.test(via) ? via : undefined;
}

function nameOf(actor: Actor): string {
  return DESCRIPTIONS[actor.kind](actor);
}

const byName = ({ name }: Actor) => name;

const DESCRIPTIONS: Readonly<Record<ActorKind, (actor: Actor) => string>> = {
  root: byName,
  'iam-user': ({ name }) => `${name} (IAM user)`,
  'identity-center-user': ({ name, principalArn = '' }) => {
    const permissionSet = PERMISSION_SET.exec(principalArn)?.groups?.name;
    return permissionSet === undefined ? `${name} (SSO)` : `${name} (SSO, ${permissionSet})`;
  },
  'assumed-role': describeRole,
  'federated-user': ({ name }) => `${name} (federated)`,
  'aws-service': byName,
  'aws-account': byName,
  anonymous: () => 'somebody anonymous',
  none: () => 'somebody the record does not name',
  unknown: byName,
};

/** `name` is the person's, where the session tells one, and else the role's. */
function describeRole({ name, principalArn = '', session }: Actor): string {
  const role = principalArn.split('/').at(-1) ?? '';
  if (role !== '' && role !== name) {
    return `${name} (role ${role})`;
  }
  return session === undefined || session === name ? `role ${name}` : `role ${name} (session ${session})`;
}
