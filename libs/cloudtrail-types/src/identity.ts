import { type Arn, parseArn } from './arn.ts';
import { firstOf, nonEmpty, textAt } from './json.ts';

/** Session names that software gives itself. They name no person, so the role is the better name. */
const SOFTWARE_SESSIONS = [
  /^i-[0-9a-f]{8,}$/i, // an EC2 instance
  /^\d+$/, // a time
  /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i,
  /^(aws|boto|botocore|terraform|github ?actions|gitlab|session|eks)([^a-z@]|$)/i,
  /^AWS[A-Z]\w*/, // AWSCodeBuild-…, AWSCLI-Session
];

export function nameOfRoleSession(identity: unknown): string {
  const session = sessionOf(identity);
  const person = textAt(identity, 'sessionContext', 'sourceIdentity');
  const isSoftware = session !== undefined && SOFTWARE_SESSIONS.some((pattern) => pattern.test(session));
  return firstOf(person, isSoftware ? undefined : session, roleNameOf(identity), session) ?? 'unnamed role';
}

export function roleNameOf(identity: unknown): string | undefined {
  const issuer = textAt(identity, 'sessionContext', 'sessionIssuer', 'userName');
  const resource = parseArn(textAt(identity, 'arn'))?.resource.split('/');
  return firstOf(issuer, resource?.[0] === 'assumed-role' ? resource[1] : undefined, textAt(identity, 'userName'));
}

export function roleArnOf(identity: unknown): string | undefined {
  const issuer = issuerArnOf(identity);
  if (issuer !== undefined) {
    return issuer;
  }
  const arn = parseArn(textAt(identity, 'arn'));
  const [type, role] = arn?.resource.split('/') ?? [];
  return arn !== undefined && type === 'assumed-role' && role
    ? `arn:${arn.partition}:iam::${arn.account}:role/${role}`
    : undefined;
}

/**
 * IAM Identity Center makes these roles, and gives their sessions the name of the person. Where the record has the arn
 * of the role, its path decides: only AWS can make a role there, and anybody could choose the name.
 */
export function isIdentityCenterRole(identity: unknown): boolean {
  const arn = issuerArnOf(identity);
  return arn === undefined
    ? roleNameOf(identity)?.startsWith('AWSReservedSSO_') === true
    : arn.includes(':role/aws-reserved/sso.');
}

/** The service of a service-linked role, which that one service only can assume: so the service is who calls. */
export function serviceOfLinkedRole(identity: unknown): string | undefined {
  const arn = issuerArnOf(identity);
  if (arn !== undefined) {
    return /:role\/aws-service-role\/([^/]+)\//.exec(arn)?.[1];
  }
  const role = roleNameOf(identity);
  return role?.startsWith('AWSServiceRoleFor') === true ? (textAt(identity, 'invokedBy') ?? role) : undefined;
}

function issuerArnOf(identity: unknown): string | undefined {
  return textAt(identity, 'sessionContext', 'sessionIssuer', 'arn');
}

export function sessionOf(identity: unknown): string | undefined {
  const [type, , ...session] = parseArn(textAt(identity, 'arn'))?.resource.split('/') ?? [];
  const named = type === 'assumed-role' && session.length > 0 ? session.join('/') : undefined;
  return firstOf(named, afterColon(textAt(identity, 'principalId')));
}

export function accountOf(identity: unknown): string | undefined {
  return firstOf(
    textAt(identity, 'accountId'),
    textAt(identity, 'sessionContext', 'sessionIssuer', 'accountId'),
    nonEmpty(parseArn(textAt(identity, 'arn'))?.account),
  );
}

/** AWS hides what was typed as a user name when no such user exists: it may be a password. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

export function userNameOf(identity: unknown): string | undefined {
  const userName = textAt(identity, 'userName');
  if (userName === HIDDEN) {
    return 'hidden user';
  }
  const principalId = textAt(identity, 'principalId');
  return firstOf(userName, lastPartOf(parseArn(textAt(identity, 'arn'))), afterColon(principalId), principalId);
}

export function lastPartOf(arn: Arn | undefined): string | undefined {
  return nonEmpty(arn?.resource.split('/').at(-1));
}

function afterColon(text: string | undefined): string | undefined {
  const colon = text?.indexOf(':') ?? -1;
  return colon === -1 ? undefined : nonEmpty(text?.slice(colon + 1).trim());
}
