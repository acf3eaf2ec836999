import { type ActorKind, kindOf } from './actor-kind.ts';
import { parseArn } from './arn.ts';
import {
  accountOf,
  lastPartOf,
  nameOfRoleSession,
  roleArnOf,
  roleNameOf,
  serviceOfLinkedRole,
  sessionOf,
  userNameOf,
} from './identity.ts';
import { firstOf, textAt, valueAt } from './json.ts';
import { type CloudTrailRecord } from './record.ts';

/** Who is behind a call. */
export interface Actor {
  readonly kind: ActorKind;
  /** For people: `ana`, `root`, `deploy`, `cloudtrail.amazonaws.com`. */
  readonly name: string;
  /** The canonical principal: the role of a session, not the session. Absent where the record names none. */
  readonly principalArn?: string;
  /** The name of the role session, when there is one. */
  readonly session?: string;
  /** The account the principal belongs to. */
  readonly accountId?: string;
  /** The AWS service that made the call on the actor's behalf: `cloudformation.amazonaws.com`, `AWS Internal`. */
  readonly via?: string;
}

/** Who is behind the call. Never throws: what cannot be read is an actor of kind `unknown`. */
export function actorOf(record: CloudTrailRecord): Actor {
  const identity = valueAt(record, 'userIdentity');
  return READERS[kindOf(record, identity)](record, identity);
}

type Reader = (record: CloudTrailRecord, identity: unknown) => Actor;

const READERS: Readonly<Record<ActorKind, Reader>> = {
  root: (_record, identity) =>
    principal({ kind: 'root', identity, name: 'root', principalArn: textAt(identity, 'arn') }),
  'iam-user': (_record, identity) => {
    const name = userNameOf(identity) ?? 'unnamed IAM user';
    return principal({ kind: 'iam-user', identity, name, principalArn: textAt(identity, 'arn') });
  },
  'identity-center-user': identityCenterUser,
  'assumed-role': (_record, identity) => roleSession('assumed-role', identity, nameOfRoleSession(identity)),
  'federated-user': federatedUser,
  'aws-service': awsService,
  'aws-account': (_record, identity) => {
    const name = `account ${accountOf(identity) ?? 'unknown'}`;
    return principal({ kind: 'aws-account', identity, name, session: sessionOf(identity) });
  },
  anonymous: () => ({ kind: 'anonymous', name: 'anonymous' }),
  none: () => ({ kind: 'none', name: 'nobody' }),
  unknown: (_record, identity) => {
    const name = userNameOf(identity) ?? 'unknown';
    return principal({ kind: 'unknown', identity, name, principalArn: textAt(identity, 'arn') });
  },
};

function identityCenterUser(record: CloudTrailRecord, identity: unknown): Actor {
  if (roleNameOf(identity) !== undefined) {
    return roleSession('identity-center-user', identity, sessionOf(identity) ?? nameOfRoleSession(identity));
  }
  const userId = textAt(identity, 'onBehalfOf', 'userId');
  const name = firstOf(
    userNameOf({ userName: textAt(identity, 'userName') }),
    userNameOf({ userName: textAt(record, 'additionalEventData', 'UserName') }),
    userId === undefined ? undefined : `Identity Center user ${userId}`,
  );
  return principal({ kind: 'identity-center-user', identity, name: name ?? 'unnamed Identity Center user' });
}

function federatedUser(_record: CloudTrailRecord, identity: unknown): Actor {
  const arn = textAt(identity, 'arn');
  return principal({
    kind: 'federated-user',
    identity,
    name: userNameOf(identity) ?? 'unnamed federated user',
    // The IAM user whose GetFederationToken it was: the permissions, and the key to revoke, are theirs.
    principalArn: textAt(identity, 'sessionContext', 'sessionIssuer', 'arn') ?? arn,
    session: lastPartOf(parseArn(arn)),
  });
}

function awsService(record: CloudTrailRecord, identity: unknown): Actor {
  const linked = serviceOfLinkedRole(identity);
  if (linked !== undefined) {
    return roleSession('aws-service', identity, linked);
  }
  const name = firstOf(textAt(identity, 'invokedBy'), textAt(record, 'sourceIPAddress'), textAt(record, 'eventSource'));
  const accountId = accountOf(identity);
  return { kind: 'aws-service', name: name ?? 'AWS', ...(accountId !== undefined && { accountId }) };
}

function roleSession(kind: ActorKind, identity: unknown, name: string): Actor {
  return principal({ kind, identity, name, principalArn: roleArnOf(identity), session: sessionOf(identity) });
}

interface Principal {
  readonly kind: ActorKind;
  readonly name: string;
  readonly identity: unknown;
  readonly principalArn?: string | undefined;
  readonly session?: string | undefined;
}

/** The actor with the fields that the record gives, and without those it does not. */
function principal({ kind, name, identity, principalArn, session }: Principal): Actor {
  const accountId = accountOf(identity);
  const via = textAt(identity, 'invokedBy');
  return {
    kind,
    name,
    ...(principalArn !== undefined && { principalArn }),
    ...(session !== undefined && { session }),
    ...(accountId !== undefined && { accountId }),
    ...(via !== undefined && { via }),
  };
}
