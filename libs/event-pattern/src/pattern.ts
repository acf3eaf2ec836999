/** The characters a field name may start with in a typed pattern: all but `$`, which is kept for `$or`. */
type Letter =
  'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j' | 'k' | 'l' | 'm' | 'n' | 'o' | 'p' | 'q' | 'r' | 's' | 't' | 'u' | 'v' | 'w' | 'x' | 'y' | 'z'; // prettier-ignore
type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type FieldStart = Letter | Uppercase<Letter> | Digit | '_' | '-' | '.' | '/' | '@' | ':' | '#' | '*' | '&';

/** A field name. One that starts otherwise can be written as JSON text and read with `parsePattern`. */
export type FieldName = `${FieldStart}${string}`;

/**
 * An EventBridge event pattern, as written in TypeScript.
 *
 * Fields are joined by "and", the conditions of one field and the members of `$or` by "or". The types know the operators
 * and their operands; what only the service knows (wildcards that follow each other, networks that are none) is found by
 * `parsePattern` and `compile`.
 */
export interface Pattern {
  readonly [field: FieldName]: Pattern | readonly Condition[];
  readonly $or?: readonly [Pattern, Pattern, ...Pattern[]];
}

/** What one value of an event is compared with: the value itself, or an operator. */
export type Condition = string | number | boolean | null | Operator;

/** A string compared without regard to case. */
export interface IgnoringCase {
  readonly 'equals-ignore-case': string;
}

type Strings = string | readonly string[];

interface Operands {
  readonly prefix: string | IgnoringCase;
  readonly suffix: string | IgnoringCase;
  readonly 'equals-ignore-case': string;
  readonly wildcard: string;
  readonly 'anything-but': AnythingBut;
  readonly numeric: Comparison;
  readonly exists: boolean;
  readonly cidr: string;
  /** A string that is compared as text even where it reads as an IP address. Not in the documentation of the service. */
  readonly exactly: string;
}

/** An object with exactly one of the keys of `T`. */
type OneOf<T> = {
  readonly [K in keyof T]: { readonly [P in K]: T[P] } & { readonly [P in Exclude<keyof T, K>]?: never };
}[keyof T];

export type Operator = OneOf<Operands>;

export type AnythingBut =
  | Strings
  | number
  | readonly number[]
  | OneOf<{
      readonly prefix: Strings;
      readonly suffix: Strings;
      readonly 'equals-ignore-case': Strings;
      readonly wildcard: Strings;
    }>;

export type Comparison =
  readonly ['=' | '<' | '<=' | '>' | '>=', number] | readonly ['>' | '>=', number, '<' | '<=', number];
