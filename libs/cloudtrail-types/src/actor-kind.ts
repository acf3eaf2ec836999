import { parseArn } from './arn.ts';
import { isIdentityCenterRole, serviceOfLinkedRole } from './identity.ts';
import { isJsonObject, textAt, valueAt } from './json.ts';
import { type CloudTrailRecord } from './record.ts';

/**
 * - `identity-center-user`: a person who came through IAM Identity Center, signing in or in an `AWSReservedSSO_` role
 * - `federated-user`: came with a token of another identity provider, or of GetFederationToken
 * - `aws-service`: AWS itself, also in a service-linked role, which only that service can assume
 * - `aws-account`: somebody in another account, of whom this account's record says no more
 * - `anonymous`: a request nobody signed
 * - `none`: the record names nobody (Insights, some service events)
 * - `unknown`: the record names somebody in a way we cannot read
 */
export type ActorKind =
  | 'root'
  | 'iam-user'
  | 'identity-center-user'
  | 'assumed-role'
  | 'federated-user'
  | 'aws-service'
  | 'aws-account'
  | 'anonymous'
  | 'none'
  | 'unknown';

const KIND_OF_TYPE: ReadonlyMap<string, ActorKind> = new Map<string, ActorKind>([
  ['Root', 'root'],
  ['IAMUser', 'iam-user'],
  ['AssumedRole', 'assumed-role'],
  ['Role', 'assumed-role'],
  ['FederatedUser', 'federated-user'],
  ['SAMLUser', 'federated-user'],
  ['WebIdentityUser', 'federated-user'],
  ['Directory', 'federated-user'],
  ['AWSService', 'aws-service'],
  ['AWSAccount', 'aws-account'],
  ['IdentityCenterUser', 'identity-center-user'],
]);

/** What sort of caller the record names, by `userIdentity` as a whole: its `type` says it most of the time. */
export function kindOf(record: CloudTrailRecord, identity: unknown): ActorKind {
  if (isNobody(identity)) {
    return 'none';
  }
  const kind = KIND_OF_TYPE.get(textAt(identity, 'type') ?? '') ?? kindWithoutType(record, identity);
  if (kind === 'assumed-role') {
    return kindOfRole(identity);
  }
  const isAnonymous = kind === 'aws-account' && /^anonymous/i.test(textAt(identity, 'accountId') ?? '');
  return isAnonymous ? 'anonymous' : kind;
}

function isNobody(identity: unknown): boolean {
  return identity === undefined || identity === null || (isJsonObject(identity) && Object.keys(identity).length === 0);
}

/** Service events name no type; Identity Center's sign-ins called it `Unknown` until 2025. */
function kindWithoutType(record: CloudTrailRecord, identity: unknown): ActorKind {
  if (isIdentityCenterSignIn(record) || valueAt(identity, 'onBehalfOf') !== undefined) {
    return 'identity-center-user';
  }
  const [resource] = parseArn(textAt(identity, 'arn'))?.resource.split('/') ?? [];
  const invoked = textAt(identity, 'invokedBy') === undefined ? 'unknown' : 'aws-service';
  return KIND_OF_RESOURCE.get(resource ?? '') ?? invoked;
}

const KIND_OF_RESOURCE: ReadonlyMap<string, ActorKind> = new Map<string, ActorKind>([
  ['root', 'root'],
  ['user', 'iam-user'],
  ['assumed-role', 'assumed-role'],
  ['role', 'assumed-role'],
  ['federated-user', 'federated-user'],
]);

const IDENTITY_CENTER_SIGN_INS = new Set(['UserAuthentication', 'CredentialChallenge', 'CredentialVerification']);

function isIdentityCenterSignIn(record: CloudTrailRecord): boolean {
  const source = textAt(record, 'eventSource');
  return (
    source === 'sso.amazonaws.com' ||
    (source === 'signin.amazonaws.com' && IDENTITY_CENTER_SIGN_INS.has(textAt(record, 'eventName') ?? ''))
  );
}

function kindOfRole(identity: unknown): ActorKind {
  if (serviceOfLinkedRole(identity) !== undefined) {
    return 'aws-service';
  }
  return isIdentityCenterRole(identity) ? 'identity-center-user' : 'assumed-role';
}
