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
  if (identity === undefined || identity === null || (isJsonObject(identity) && Object.keys(identity).length === 0)) {
    return 'none';
  }
  const kind = KIND_OF_TYPE.get(textAt(identity, 'type') ?? '') ?? kindWithoutType(record, identity);
  switch (kind) {
    case 'assumed-role':
      return kindOfRole(identity);
    case 'aws-account':
      return /^anonymous/i.test(textAt(identity, 'accountId') ?? '') ? 'anonymous' : kind;
    case 'root':
    case 'iam-user':
    case 'identity-center-user':
    case 'federated-user':
    case 'aws-service':
    case 'anonymous':
    case 'none':
    case 'unknown':
      return kind;
  }
}

/** Service events name no type; Identity Center's sign-ins called it `Unknown` until 2025. */
function kindWithoutType(record: CloudTrailRecord, identity: unknown): ActorKind {
  if (isIdentityCenterSignIn(record) || valueAt(identity, 'onBehalfOf') !== undefined) {
    return 'identity-center-user';
  }
  const kind = kindOfResource(parseArn(textAt(identity, 'arn'))?.resource ?? '');
  if (kind !== undefined) {
    return kind;
  }
  return textAt(identity, 'invokedBy') === undefined ? 'unknown' : 'aws-service';
}

function kindOfResource(resource: string): ActorKind | undefined {
  const [type] = resource.split('/');
  switch (type) {
    case 'root':
      return 'root';
    case 'user':
      return 'iam-user';
    case 'assumed-role':
    case 'role':
      return 'assumed-role';
    case 'federated-user':
      return 'federated-user';
    default:
      return undefined;
  }
}

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
