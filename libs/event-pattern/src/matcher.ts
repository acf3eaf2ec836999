import { type AddressRange } from './address-range.ts';

/** One bound of a numeric range. */
export interface Bound {
  readonly value: number;
  readonly inclusive: boolean;
  /** As it is spelled in the pattern. */
  readonly text: string;
}

/** The operators that compare text; each can stand in an `anything-but` too, in the spellings the service knows. */
export type TextOperator =
  'prefix' | 'suffix' | 'equals-ignore-case' | 'wildcard' | 'prefix-ignoring-case' | 'suffix-ignoring-case';

/** One condition of a pattern, read. */
export type Matcher =
  | { readonly kind: 'string'; readonly text: string; readonly exactly: boolean }
  | { readonly kind: 'address'; readonly text: string; readonly range: AddressRange }
  | { readonly kind: 'number'; readonly text: string; readonly value: number | undefined }
  | { readonly kind: 'literal'; readonly text: 'true' | 'false' | 'null' }
  | { readonly kind: TextOperator; readonly text: string }
  | { readonly kind: 'numeric'; readonly lower: Bound | undefined; readonly upper: Bound | undefined }
  | { readonly kind: 'cidr'; readonly text: string; readonly range: AddressRange }
  | { readonly kind: 'exists' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'anything-but-strings'; readonly texts: readonly string[] }
  | { readonly kind: 'anything-but-numbers'; readonly texts: readonly string[]; readonly values: readonly number[] }
  | { readonly kind: 'anything-but-text'; readonly operator: AnythingButOperator; readonly texts: readonly string[] };

export type AnythingButOperator = 'prefix' | 'suffix' | 'equals-ignore-case' | 'wildcard';

/** One way to match: every path must hold a value that one of its matchers accepts. */
export type SubRule = ReadonlyMap<string, readonly Matcher[]>;

/** Whether the condition holds a wildcard, which the service counts and measures. */
export function hasWildcard(matcher: Matcher): boolean {
  return matcher.kind === 'wildcard' || (matcher.kind === 'anything-but-text' && matcher.operator === 'wildcard');
}
