import { coversNetworks } from './internet.ts';

/** One demand of a policy's statement: `StringEquals`, `aws:SourceAccount`, `111122223333`. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Condition keys that say who asks or from where, in lower case: AWS does not mind the case. */
const RESTRICTING_KEYS = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  'aws:username',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
]);

/**
 * Operators that demand a value. The negated ones let in everybody but a few, `…IfExists` and `ForAllValues:` let in whoever
 * does not say.
 */
const DEMANDING_OPERATOR =
  /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i;

/** Whether a statement that names everybody lets in only some, by who they are or where they ask from. */
export function restrictsCaller(conditions: readonly Condition[]): boolean {
  return conditions.some(({ key, ...demand }) => RESTRICTING_KEYS.has(key.toLowerCase()) && demandsValue(demand));
}

/** Whether the operator demands one of these values, and not everybody can meet them. */
export function demandsValue({ operator, values }: Omit<Condition, 'key'>): boolean {
  return DEMANDING_OPERATOR.test(operator) && !values.some(isAnything);
}

/** A value that everybody can meet: wildcards alone, an ARN in whichever account, an address range that is nobody's network. */
function isAnything(value: string): boolean {
  return /^[*?:]*$/.test(value) || /^arn:[^:]*:[^:]*:[^:]*:[*?]/.test(value) || coversNetworks(value);
}
