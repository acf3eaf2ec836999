import { type CloudTrailRecord } from './record.ts';

export type ActorKind =
  | 'root'
  | 'iam-user'
  | 'identity-center-user'
  | 'assumed-role'
  | 'federated-user'
  | 'aws-service'
  | 'aws-account'
  | 'unknown';

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
}

/** Who is behind the call. Never throws: what cannot be read is an actor of kind `unknown`. */
export function actorOf(_record: CloudTrailRecord): Actor {
  throw new Error('not written yet');
}
