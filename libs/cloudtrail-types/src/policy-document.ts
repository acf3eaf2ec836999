import * as z from 'zod'; // not { z }: that bundles every locale
import { isJsonObject } from './json.ts';

export interface Principal {
  readonly type: 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';
  /** An ARN, an account, a service name. `*` is everyone. */
  readonly id: string;
}

export interface PolicyStatement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  /** `"*"` and `{"AWS": "*"}` are the same, and read as the latter. */
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** Operator, key, values: `StringEquals`, `aws:SourceAccount`, `111122223333`. */
  readonly conditions: readonly {
    readonly operator: string;
    readonly key: string;
    readonly values: readonly string[];
  }[];
}

export interface PolicyDocument {
  readonly version: string | undefined;
  readonly id: string | undefined;
  readonly statements: readonly PolicyStatement[];
}

export type PolicyReading =
  | { readonly kind: 'policy'; readonly policy: PolicyDocument }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * The policy in any of the encodings in which records carry one: an object, JSON text, pretty-printed or not, or
 * URL-encoded JSON. Never throws: what is no policy says why, so that a detection can tell "allows nobody" from "could not look".
 */
export function policyDocumentOf(value: unknown): PolicyReading {
  const decoded = typeof value === 'string' ? decode(value) : value;
  if (!isJsonObject(decoded)) {
    return { kind: 'unreadable', reason: `policy is ${describe(value)}, which is no policy document` };
  }
  const parsed = Policy.safeParse(decoded);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'document');
    return { kind: 'unreadable', reason: `policy has no readable ${[...new Set(fields)].join(', ')}` };
  }
  return { kind: 'policy', policy: parsed.data };
}

const ENCODED_OBJECT = /^\s*%7B/i;

/** The object in the text, or `undefined`. Some tools encode twice. */
function decode(text: string): unknown {
  let value: unknown = text;
  for (let round = 0; round < 3 && typeof value === 'string'; round += 1) {
    value = decodeOnce(value);
  }
  return value;
}

function decodeOnce(text: string): unknown {
  try {
    return ENCODED_OBJECT.test(text) ? decodeURIComponent(text) : JSON.parse(text);
  } catch {
    // Neither form: the caller tells it, without the text, which may be anything.
    return undefined;
  }
}

function describe(value: unknown): string {
  if (value === undefined || value === null || value === '') {
    return 'absent';
  }
  return typeof value === 'string' ? 'text' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function oneOrMany<T extends z.ZodType>(element: T) {
  return z.union([element.transform((one) => [one]), z.array(element)]);
}

const texts = oneOrMany(z.string()).default([]);

const principals = z
  .union([
    oneOrMany(z.string()).transform((ids) => ids.map((id): Principal => ({ type: 'AWS', id }))),
    z
      .partialRecord(z.enum(['AWS', 'Service', 'Federated', 'CanonicalUser']), oneOrMany(z.string()))
      .transform((byType) => principalsOf(byType)),
  ])
  .default([]);

function principalsOf(byType: Partial<Record<Principal['type'], string[]>>): Principal[] {
  const types = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;
  return types.flatMap((type) => (byType[type] ?? []).map((id) => ({ type, id })));
}

const conditionValues = oneOrMany(z.union([z.string(), z.number(), z.boolean()]).transform(String));
const conditions = z
  .record(z.string(), z.record(z.string(), conditionValues))
  .default({})
  .transform((byOperator) =>
    Object.entries(byOperator).flatMap(([operator, byKey]) =>
      Object.entries(byKey).map(([key, values]) => ({ operator, key, values })),
    ),
  );

const Statement = z
  .object({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: principals,
    NotPrincipal: principals,
    Action: texts,
    NotAction: texts,
    Resource: texts,
    NotResource: texts,
    Condition: conditions,
  })
  .transform((statement): PolicyStatement => ({
    sid: statement.Sid,
    effect: statement.Effect,
    principals: statement.Principal,
    notPrincipals: statement.NotPrincipal,
    actions: statement.Action,
    notActions: statement.NotAction,
    resources: statement.Resource,
    notResources: statement.NotResource,
    conditions: statement.Condition,
  }));

const Policy = z
  .object({ Version: z.string().optional(), Id: z.string().optional(), Statement: oneOrMany(Statement) })
  .transform(({ Version, Id, Statement: statements }): PolicyDocument => ({ version: Version, id: Id, statements }));
