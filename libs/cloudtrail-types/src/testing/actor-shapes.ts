import { type Actor } from '../actor.ts';

/** How real records name who called: one row per shape, with the raw fields it is told from, and why those. */
export interface ActorShape {
  readonly shape: string;
  /** Without these fields the answer is another one. */
  readonly from: readonly string[];
  readonly why: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
}

const ACCOUNT = '111122223333';
const accountId = ACCOUNT;
const ANA = `arn:aws:iam::${ACCOUNT}:user/ana`;
const DEPLOY = `arn:aws:iam::${ACCOUNT}:role/ci/deploy`;
const SSO_PATH = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-central-1`;
const SSO_ROLE = 'AWSReservedSSO_AdministratorAccess_0123456789abcdef';

function issuer(arn: string, userName: string) {
  return { type: 'Role', principalId: 'AROAEXAMPLE', arn, accountId, userName };
}

function session(name: string, context: object = {}) {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${name}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/${name}`,
    accountId,
    sessionContext: { sessionIssuer: issuer(DEPLOY, 'deploy'), ...context },
  };
}

const deployActor = { kind: 'assumed-role', principalArn: DEPLOY, accountId } as const;

export const actorShapes: readonly ActorShape[] = [
  {
    shape: 'root with long-lived keys or in the console',
    from: ['userIdentity.type', 'userIdentity.arn'],
    why: 'Root is a type of its own and carries no userName',
    record: {
      userIdentity: {
        type: 'Root',
        principalId: ACCOUNT,
        arn: `arn:aws:iam::${ACCOUNT}:root`,
        accountId,
        accessKeyId: '',
      },
    },
    actor: { kind: 'root', name: 'root', principalArn: `arn:aws:iam::${ACCOUNT}:root`, accountId },
  },
  {
    shape: 'root for whom a service acts',
    from: ['userIdentity.invokedBy'],
    why: 'the service is how, root is still who',
    record: {
      userIdentity: {
        type: 'Root',
        arn: `arn:aws:iam::${ACCOUNT}:root`,
        accountId,
        invokedBy: 'autoscaling.amazonaws.com',
      },
    },
    actor: {
      kind: 'root',
      name: 'root',
      principalArn: `arn:aws:iam::${ACCOUNT}:root`,
      accountId,
      via: 'autoscaling.amazonaws.com',
    },
  },
  {
    shape: 'root session of AssumeRoot in a member account',
    from: ['userIdentity.type', 'userIdentity.arn'],
    why: 'type stays Root; sessionContext.assumedRoot only tells how the session came about',
    record: {
      userIdentity: {
        type: 'Root',
        arn: `arn:aws:iam::${ACCOUNT}:root`,
        accountId,
        sessionContext: { assumedRoot: 'true' },
      },
    },
    actor: { kind: 'root', name: 'root', principalArn: `arn:aws:iam::${ACCOUNT}:root`, accountId },
  },
  {
    shape: 'root sign-in that failed, with no more than a type and a name',
    from: ['userIdentity.type'],
    why: 'no arn and no account: nothing is made up for them',
    record: { eventName: 'ConsoleLogin', userIdentity: { type: 'Root', userName: 'root' } },
    actor: { kind: 'root', name: 'root' },
  },
  {
    shape: 'IAM user with an access key',
    from: ['userIdentity.userName', 'userIdentity.arn'],
    why: 'userName is the name, arn the principal',
    record: { userIdentity: { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: ANA, accountId, userName: 'ana' } },
    actor: { kind: 'iam-user', name: 'ana', principalArn: ANA, accountId },
  },
  {
    shape: 'IAM user without userName',
    from: ['userIdentity.arn'],
    why: 'the arn ends in the name, after the path',
    record: { userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/finance/eu/ana`, accountId } },
    actor: { kind: 'iam-user', name: 'ana', principalArn: `arn:aws:iam::${ACCOUNT}:user/finance/eu/ana`, accountId },
  },
  {
    shape: 'IAM user signing in, without arn',
    from: ['userIdentity.userName'],
    why: 'failed logins name the user and leave out the arn',
    record: {
      eventName: 'ConsoleLogin',
      userIdentity: { type: 'IAMUser', accountId, accessKeyId: '', principalId: 'AIDAEXAMPLE', userName: 'ana' },
    },
    actor: { kind: 'iam-user', name: 'ana', accountId },
  },
  {
    shape: 'sign-in of a user name that does not exist',
    from: ['userIdentity.userName'],
    why: 'AWS hides what was typed, because it may be a password',
    record: {
      eventName: 'ConsoleLogin',
      userIdentity: { type: 'IAMUser', accountId, accessKeyId: '', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    },
    actor: { kind: 'iam-user', name: 'hidden user', accountId },
  },
  {
    shape: 'IAM user through a service',
    from: ['userIdentity.invokedBy'],
    why: 'a forwarded request keeps the identity of who asked for it',
    record: {
      userIdentity: {
        type: 'IAMUser',
        arn: ANA,
        accountId,
        userName: 'ana',
        sessionContext: { sessionIssuer: {}, webIdFederationData: {}, attributes: { mfaAuthenticated: 'false' } },
        invokedBy: 'AWS Internal',
      },
    },
    actor: { kind: 'iam-user', name: 'ana', principalArn: ANA, accountId, via: 'AWS Internal' },
  },
  {
    shape: 'IAM user of GovCloud',
    from: ['userIdentity.arn'],
    why: 'the partition is part of the arn and stays',
    record: { userIdentity: { type: 'IAMUser', arn: `arn:aws-us-gov:iam::${ACCOUNT}:user/ana`, accountId } },
    actor: { kind: 'iam-user', name: 'ana', principalArn: `arn:aws-us-gov:iam::${ACCOUNT}:user/ana`, accountId },
  },
  {
    shape: 'caller without a type',
    from: ['userIdentity.arn'],
    why: 'the arn of a user says what the missing type would have',
    record: { userIdentity: { arn: ANA, accountId } },
    actor: { kind: 'iam-user', name: 'ana', principalArn: ANA, accountId },
  },
  {
    shape: 'person behind a role session',
    from: ['userIdentity.arn', 'userIdentity.principalId'],
    why: 'the session is named for the person; the principal is the role, with its path',
    record: { userIdentity: session('ana@example.com') },
    actor: { ...deployActor, name: 'ana@example.com', session: 'ana@example.com' },
  },
  {
    shape: 'role session that states who it is for',
    from: ['userIdentity.sessionContext.sourceIdentity'],
    why: 'sourceIdentity stays through role chains and cannot be changed by the caller, unlike the session name',
    record: { userIdentity: session('release', { sourceIdentity: 'ana@example.com' }) },
    actor: { ...deployActor, name: 'ana@example.com', session: 'release' },
  },
  {
    shape: 'role session of software that named itself',
    from: ['userIdentity.sessionContext.sessionIssuer.userName', 'userIdentity.arn'],
    why: 'aws-go-sdk-<time> is nobody: the role is the better name',
    record: { userIdentity: session('aws-go-sdk-1700000000000000000') },
    actor: { ...deployActor, name: 'deploy', session: 'aws-go-sdk-1700000000000000000' },
  },
  {
    shape: 'role of an EC2 instance',
    from: ['userIdentity.sessionContext.sessionIssuer.userName', 'userIdentity.arn'],
    why: 'the session is the id of the instance',
    record: { userIdentity: session('i-0123456789abcdef0', { ec2RoleDelivery: '2.0' }) },
    actor: { ...deployActor, name: 'deploy', session: 'i-0123456789abcdef0' },
  },
  {
    shape: 'role of a Lambda function',
    from: ['userIdentity.arn', 'userIdentity.principalId'],
    why: 'the session is the name of the function, which says more than its role',
    record: {
      userIdentity: {
        ...session('resize-images'),
        inScopeOf: {
          issuerType: 'AWS::Lambda::Function',
          credentialsIssuedTo: `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:resize-images`,
        },
      },
    },
    actor: { ...deployActor, name: 'resize-images', session: 'resize-images' },
  },
  {
    shape: 'role session without issuer',
    from: ['userIdentity.arn'],
    why: 'an empty sessionIssuer: the role is read from the arn of the session',
    record: {
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/bela`,
        sessionContext: { sessionIssuer: {} },
      },
    },
    actor: {
      kind: 'assumed-role',
      name: 'bela',
      principalArn: `arn:aws:iam::${ACCOUNT}:role/deploy`,
      session: 'bela',
      accountId,
    },
  },
  {
    shape: 'role session of which only the role is known',
    from: ['userIdentity.userName'],
    why: 'the last thing that names anybody',
    record: { userIdentity: { type: 'AssumedRole', userName: 'deploy' } },
    actor: { kind: 'assumed-role', name: 'deploy' },
  },
  {
    shape: 'role session of a web identity',
    from: ['userIdentity.type', 'userIdentity.arn'],
    why: 'whoever vouched for it, the permissions are those of the role',
    record: {
      userIdentity: session('GitHubActions', {
        webIdFederationData: {
          federatedProvider: 'arn:aws:iam::111122223333:oidc-provider/token.example.com',
          attributes: {},
        },
      }),
    },
    actor: { ...deployActor, name: 'deploy', session: 'GitHubActions' },
  },
  {
    shape: 'Identity Center user in an account',
    from: ['userIdentity.sessionContext', 'userIdentity.arn'],
    why: 'an AWSReservedSSO_ role; its sessions are named for the person',
    record: {
      userIdentity: {
        type: 'AssumedRole',
        principalId: 'AROAEXAMPLE:ana',
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${SSO_ROLE}/ana`,
        accountId,
        sessionContext: { sessionIssuer: issuer(`${SSO_PATH}/${SSO_ROLE}`, SSO_ROLE) },
      },
    },
    actor: {
      kind: 'identity-center-user',
      name: 'ana',
      principalArn: `${SSO_PATH}/${SSO_ROLE}`,
      session: 'ana',
      accountId,
    },
  },
  {
    shape: 'Identity Center user of whom only the session arn is known',
    from: ['userIdentity.arn'],
    why: 'the name of the role says it too',
    record: {
      userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${SSO_ROLE}/ana@example.com` },
    },
    actor: {
      kind: 'identity-center-user',
      name: 'ana@example.com',
      principalArn: `arn:aws:iam::${ACCOUNT}:role/${SSO_ROLE}`,
      session: 'ana@example.com',
      accountId,
    },
  },
  {
    shape: 'Identity Center user whose session name looks like software',
    from: ['userIdentity.principalId', 'userIdentity.arn'],
    why: 'Identity Center names the session, so even a number is the user name',
    record: {
      userIdentity: {
        type: 'AssumedRole',
        principalId: 'AROAEXAMPLE:4711',
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${SSO_ROLE}/4711`,
        accountId,
        sessionContext: { sessionIssuer: issuer(`${SSO_PATH}/${SSO_ROLE}`, SSO_ROLE) },
      },
    },
    actor: {
      kind: 'identity-center-user',
      name: '4711',
      principalArn: `${SSO_PATH}/${SSO_ROLE}`,
      session: '4711',
      accountId,
    },
  },
  {
    shape: 'Identity Center user signing in, as it was recorded first',
    from: ['eventSource'],
    why: 'type Unknown and an empty arn: what the event is says who it is about',
    record: {
      eventSource: 'signin.amazonaws.com',
      eventName: 'UserAuthentication',
      userIdentity: { type: 'Unknown', principalId: ACCOUNT, arn: '', accountId, accessKeyId: '', userName: 'ana' },
    },
    actor: { kind: 'identity-center-user', name: 'ana', accountId },
  },
  {
    shape: 'Identity Center user signing in, as it is recorded now',
    from: ['additionalEventData.UserName'],
    why: 'the identity holds an id only; the name stands in additionalEventData',
    record: {
      eventSource: 'signin.amazonaws.com',
      eventName: 'UserAuthentication',
      userIdentity: {
        type: 'IdentityCenterUser',
        accountId,
        onBehalfOf: {
          userId: '544894e8-80c1-707f-60e3-3ba6510dfac1',
          identityStoreArn: `arn:aws:identitystore::${ACCOUNT}:identitystore/d-0123456789`,
        },
        credentialId: '90e292de-5eb8-446e-9602-90f7c45044f7',
      },
      additionalEventData: { UserName: 'ana@example.com', CredentialType: 'PASSWORD' },
    },
    actor: { kind: 'identity-center-user', name: 'ana@example.com', accountId },
  },
  {
    shape: 'Identity Center user in an application',
    from: ['userIdentity.onBehalfOf.userId'],
    why: 'nothing but the id names the user',
    record: {
      eventSource: 'codewhisperer.amazonaws.com',
      userIdentity: {
        type: 'IdentityCenterUser',
        accountId,
        onBehalfOf: { userId: '544894e8-80c1-707f-60e3-3ba6510dfac1' },
      },
    },
    actor: {
      kind: 'identity-center-user',
      name: 'Identity Center user 544894e8-80c1-707f-60e3-3ba6510dfac1',
      accountId,
    },
  },
  {
    shape: 'session of GetFederationToken',
    from: ['userIdentity.sessionContext.sessionIssuer.arn'],
    why: 'the name is free; the IAM user whose key asked for the token is the principal',
    record: {
      userIdentity: {
        type: 'FederatedUser',
        principalId: `${ACCOUNT}:guest`,
        arn: `arn:aws:sts::${ACCOUNT}:federated-user/guest`,
        accountId,
        sessionContext: { sessionIssuer: { type: 'IAMUser', arn: ANA, accountId, userName: 'ana' } },
      },
    },
    actor: { kind: 'federated-user', name: 'guest', principalArn: ANA, session: 'guest', accountId },
  },
  {
    shape: 'AssumeRoleWithSAML',
    from: ['userIdentity.type'],
    why: 'the caller is known to the identity provider only',
    record: {
      eventName: 'AssumeRoleWithSAML',
      userIdentity: {
        type: 'SAMLUser',
        principalId: 'c2FtbA==:ana@example.com',
        userName: 'ana@example.com',
        identityProvider: 'c2FtbA==',
      },
    },
    actor: { kind: 'federated-user', name: 'ana@example.com' },
  },
  {
    shape: 'AssumeRoleWithWebIdentity',
    from: ['userIdentity.userName'],
    why: 'the subject of the token; for a pipeline, its repository and branch',
    record: {
      eventName: 'AssumeRoleWithWebIdentity',
      userIdentity: {
        type: 'WebIdentityUser',
        principalId:
          'arn:aws:iam::111122223333:oidc-provider/token.example.com:sts.amazonaws.com:repo:example/app:ref:refs/heads/main',
        userName: 'repo:example/app:ref:refs/heads/main',
        identityProvider: 'arn:aws:iam::111122223333:oidc-provider/token.example.com',
      },
    },
    actor: { kind: 'federated-user', name: 'repo:example/app:ref:refs/heads/main' },
  },
  {
    shape: 'AWS service',
    from: ['userIdentity.invokedBy'],
    why: 'exactly type and invokedBy: no arn, no account',
    record: { userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' } },
    actor: { kind: 'aws-service', name: 'cloudtrail.amazonaws.com' },
  },
  {
    shape: 'service event without a type',
    from: ['userIdentity.invokedBy'],
    why: 'nobody called: AWS reports what it did itself',
    record: { eventType: 'AwsServiceEvent', userIdentity: { accountId, invokedBy: 'AWS Internal' } },
    actor: { kind: 'aws-service', name: 'AWS Internal', accountId },
  },
  {
    shape: 'service in its service-linked role',
    from: ['userIdentity.sessionContext.sessionIssuer.arn'],
    why: 'only that service can assume a role under /aws-service-role/',
    record: {
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSServiceRoleForSupport/support`,
        accountId,
        sessionContext: {
          sessionIssuer: issuer(
            `arn:aws:iam::${ACCOUNT}:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport`,
            'AWSServiceRoleForSupport',
          ),
        },
      },
    },
    actor: {
      kind: 'aws-service',
      name: 'support.amazonaws.com',
      principalArn: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport`,
      session: 'support',
      accountId,
    },
  },
  {
    shape: 'service-linked role of which only the session arn is known',
    from: ['userIdentity.arn', 'userIdentity.invokedBy'],
    why: 'the name of the role says it too, and invokedBy which service it is',
    record: {
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSServiceRoleForSupport/support`,
        accountId,
        invokedBy: 'support.amazonaws.com',
      },
    },
    actor: {
      kind: 'aws-service',
      name: 'support.amazonaws.com',
      principalArn: `arn:aws:iam::${ACCOUNT}:role/AWSServiceRoleForSupport`,
      session: 'support',
      accountId,
      via: 'support.amazonaws.com',
    },
  },
  {
    shape: 'role that somebody gave a name of Identity Center',
    from: ['userIdentity.sessionContext'],
    why: 'its path is not the one that only AWS can use',
    record: {
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${SSO_ROLE}/ana`,
        accountId,
        sessionContext: { sessionIssuer: issuer(`arn:aws:iam::${ACCOUNT}:role/${SSO_ROLE}`, SSO_ROLE) },
      },
    },
    actor: {
      kind: 'assumed-role',
      name: 'ana',
      principalArn: `arn:aws:iam::${ACCOUNT}:role/${SSO_ROLE}`,
      session: 'ana',
      accountId,
    },
  },
  {
    shape: 'principal of another account',
    from: ['userIdentity.type'],
    why: 'the account that is called learns no more than account and session',
    record: { userIdentity: { type: 'AWSAccount', accountId: '444455556666', principalId: 'AROAEXAMPLE:nightly' } },
    actor: { kind: 'aws-account', name: 'account 444455556666', session: 'nightly', accountId: '444455556666' },
  },
  {
    shape: 'unsigned request to a public bucket',
    from: ['userIdentity.accountId'],
    why: 'AWSAccount with a word where the account should be',
    record: {
      eventName: 'GetObject',
      userIdentity: { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' },
    },
    actor: { kind: 'anonymous', name: 'anonymous' },
  },
  {
    shape: 'caller of a type that is not known',
    from: ['userIdentity.principalId'],
    why: 'whatever it is, it is not said to be something else; the id is all there is to call it',
    record: { userIdentity: { type: 'Robot', principalId: 'R2D2', accountId } },
    actor: { kind: 'unknown', name: 'R2D2', accountId },
  },
  {
    shape: 'Insight',
    from: [],
    why: 'a statistic has no caller: no userIdentity at all',
    record: { eventType: 'AwsCloudTrailInsight', insightDetails: { state: 'Start' } },
    actor: { kind: 'none', name: 'nobody' },
  },
  {
    shape: 'empty identity',
    from: [],
    why: 'says as little as none',
    record: { eventName: 'DeleteBucket', userIdentity: {} },
    actor: { kind: 'none', name: 'nobody' },
  },
];
