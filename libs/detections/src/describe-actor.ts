import { type Actor } from '@trailbell/cloudtrail-types';

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

function nameOf({ kind, name, principalArn = '', session }: Actor): string {
  switch (kind) {
    case 'root':
    case 'aws-service':
    case 'aws-account':
    case 'unknown':
      return name;
    case 'anonymous':
      return 'somebody anonymous';
    case 'none':
      return 'somebody the record does not name';
    case 'iam-user':
      return `${name} (IAM user)`;
    case 'federated-user':
      return `${name} (federated)`;
    case 'identity-center-user': {
      const permissionSet = PERMISSION_SET.exec(principalArn)?.groups?.['name'];
      return permissionSet === undefined ? `${name} (SSO)` : `${name} (SSO, ${permissionSet})`;
    }
    case 'assumed-role':
      return describeRole(name, principalArn.split('/').at(-1) ?? '', session);
  }
}

/** `name` is the person's, where the session tells one, and else the role's. */
function describeRole(name: string, role: string, session: string | undefined): string {
  if (role !== '' && role !== name) {
    return `${name} (role ${role})`;
  }
  return session === undefined || session === name ? `role ${name}` : `role ${name} (session ${session})`;
}
