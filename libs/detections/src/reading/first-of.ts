/** The first that is there, of fields of which each kind of call fills another. */
export function firstOf<T>(...values: readonly (T | null | undefined)[]): T | undefined {
  return values.find((value) => value != null) ?? undefined;
}
