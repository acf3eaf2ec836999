import { type Resource, nameOf } from './resources.ts';

/** One statement of a policy, with every list as a list. */
export interface Statement {
  readonly allows: boolean;
  /** `Service:events.amazonaws.com`, `AWS:*`; none in the policy of a role. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Request {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** The statements of a resource: of its policy, its key's policy, or the trust of a role. */
export function statementsOf({ properties }: Resource): readonly Statement[] {
  const documents = [properties.PolicyDocument, properties.KeyPolicy, properties.AssumeRolePolicyDocument];
  const own = 'Statement' in properties ? [properties.Statement] : [];
  return [
    ...own,
    ...documents.flatMap((document) => (document as { Statement: unknown[] } | undefined)?.Statement ?? []),
  ].map((statement) => readStatement(statement as RawStatement));
}

/** Every statement of these resources, by the name of its resource. */
export function allStatements(resources: readonly Resource[]): readonly (Statement & { readonly of: string })[] {
  return resources.flatMap((resource) =>
    statementsOf(resource).map((statement) => ({ ...statement, of: nameOf(resource) })),
  );
}

/** What a policy says of a request, the way IAM does: a matching deny wins, then a matching allow. */
export function isAllowed(statements: readonly Statement[], request: Request): boolean {
  const matching = statements.filter((statement) => appliesTo(statement, request));
  return matching.length > 0 && matching.every(({ allows }) => allows);
}

interface RawStatement {
  readonly Effect: string;
  readonly Principal?: string | Record<string, string | string[]>;
  readonly Action: string | string[];
  readonly Resource?: string | string[];
  readonly Condition?: Record<string, Record<string, unknown>>;
}

function readStatement({ Effect, Principal, Action, Resource = [], Condition = {} }: RawStatement): Statement {
  return {
    allows: Effect === 'Allow',
    principals: principalsOf(Principal),
    actions: [Action].flat(),
    resources: [Resource].flat(),
    conditions: Condition,
  };
}

function principalsOf(principal: RawStatement['Principal'] = {}): readonly string[] {
  return typeof principal === 'string'
    ? [`AWS:${principal}`]
    : Object.entries(principal).flatMap(([kind, names]) => [names].flat().map((name) => `${kind}:${name}`));
}

function appliesTo(statement: Statement, { principal, action, resource, context }: Request): boolean {
  return (
    statement.principals.some((one) => one === principal || one === 'AWS:*') &&
    statement.actions.some((one) => fits(one, action)) &&
    statement.resources.some((one) => fits(one, resource)) &&
    Object.entries(statement.conditions).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, context[key], [wanted].flat().map(String))),
    )
  );
}

function holds(operator: string, actual: string | undefined, wanted: readonly string[]): boolean {
  if (actual === undefined) {
    return false;
  }
  switch (operator) {
    case 'StringEquals':
    case 'Bool':
      return wanted.includes(actual);
    case 'StringLike':
    case 'ArnLike':
    case 'ArnEquals':
      return wanted.some((pattern) => fits(pattern, actual));
    case 'NumericLessThan':
      return wanted.some((limit) => Number(actual) < Number(limit));
    default:
      throw new Error(`unknown condition operator ${operator}`);
  }
}

/** `*` stands for any text and `?` for any character. */
function fits(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}
